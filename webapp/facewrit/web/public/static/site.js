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

// A list becomes a search: typing narrows the choices, by any name of an organisation.
for (const box of document.querySelectorAll("[data-filter]")) {
  const select = document.getElementById(box.dataset.filter);
  const input = box.querySelector("input");
  if (!(select instanceof HTMLSelectElement)) continue;
  const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const options = [...select.options].map((option) => [option, fold(option.text + " " + (option.dataset.names ?? ""))]);
  input.addEventListener("input", () => {
    const words = input.value.split(/\s+/).map(fold).filter(Boolean);
    const found = options.filter(([option, names]) => option.value && words.every((word) => names.includes(word)));
    for (const [option, names] of options) option.hidden = option.disabled = Boolean(option.value) && !words.every((word) => names.includes(word));
    select.value = words.length && found.length === 1 ? found[0][0].value : words.length ? "" : select.value;
    select.size = words.length && found.length > 1 ? Math.min(found.length + 1, 7) : 1;
  });
}
