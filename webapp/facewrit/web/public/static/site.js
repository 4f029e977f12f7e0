// Makes the pages easier; none of them needs it.
"use strict";

// Clear and leave: the empty page takes the place of this one in the history.
for (const link of document.querySelectorAll("[data-leave]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    for (const form of document.forms) form.remove();
    location.replace(link.href);
  });
}

// What is wrong comes first, for eyes and for screen readers.
document.querySelector("[data-focus]")?.focus();

// What is to be copied is copied with one touch, and what can be shared is shared; where neither works, no button shows.
const status = document.querySelector("[data-status]");
const words = (id) => { const part = document.getElementById(id); return part.value ?? part.textContent.trim(); };
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(words(button.dataset.copy));
        status.textContent = `${document.getElementById(button.getAttribute("aria-describedby")).textContent}: ${button.dataset.done}`;
      } catch {
        getSelection().selectAllChildren(document.getElementById(button.dataset.copy));
        document.getElementById(button.dataset.copy).select?.();
      }
    });
  }
}
if (navigator.share) {
  for (const button of document.querySelectorAll("[data-share]")) {
    const [title, text] = button.dataset.share.split(" ");
    button.hidden = false;
    button.addEventListener("click", () => navigator.share({ title: words(title), text: words(text) }).catch(() => {}));
  }
}

// A list becomes a search: typing shows the organisations that have such a name, each to be chosen with one touch.
for (const box of document.querySelectorAll("[data-filter]")) {
  const select = document.getElementById(box.dataset.filter);
  const input = box.querySelector("input");
  if (!(select instanceof HTMLSelectElement)) continue;
  const field = select.closest(".field");
  const found = document.createElement("div");
  found.setAttribute("role", "radiogroup");
  found.setAttribute("aria-label", box.dataset.found);
  found.setAttribute("aria-live", "polite");
  field.before(found);
  box.querySelector("button").hidden = true;
  const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const known = [...select.options].filter((option) => option.value).map((option) => ({
    slug: option.value,
    label: option.text,
    names: fold(option.text + option.dataset.names),
  }));

  const choice = (entry) => {
    const row = document.createElement("div");
    const radio = Object.assign(document.createElement("input"), { type: "radio", name: "controller", value: entry.slug, id: `found-${entry.slug}`, checked: select.value === entry.slug });
    const label = Object.assign(document.createElement("label"), { htmlFor: radio.id, textContent: entry.label });
    row.className = "choice";
    row.append(radio, label);
    radio.addEventListener("change", () => { select.value = entry.slug; });
    return row;
  };

  const narrow = () => {
    const words = input.value.split(/\s+/).map(fold).filter(Boolean);
    const hits = words.length ? known.filter((entry) => words.every((word) => entry.names.includes(word))).slice(0, 8) : [];
    if (words.length) select.value = hits.length === 1 ? hits[0].slug : hits.some((hit) => hit.slug === select.value) ? select.value : "";
    field.hidden = words.length > 0;
    found.replaceChildren(...hits.map(choice));
    if (words.length && !hits.length) found.append(Object.assign(document.createElement("p"), { className: "note", textContent: box.dataset.none }));
  };
  input.addEventListener("input", narrow);
}
