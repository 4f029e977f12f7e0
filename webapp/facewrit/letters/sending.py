"""How a letter gets there: the ways to send it, the lines of the envelope, and what must be checked first."""

from __future__ import annotations

from facewrit.law.directory import Authority, Contact
from facewrit.law.organisations import TYPED, Organisation, desk_for
from facewrit.law.reasons import Reason, reason
from facewrit.letters.facts import Channel
from facewrit.request import RightsRequest


def sending(
    request: RightsRequest, organisation: Organisation, chain: tuple[str, ...]
) -> tuple[tuple[Channel, ...], tuple[str, ...], tuple[Reason, ...]]:
    """The ways to send, best first; the lines of the address block; and what must be checked before sending.

    :param chain: territory codes of the person, from near to far, for the desk that serves them.

    An address or e-mail address of grade low or memory goes on a letter only if the sender has confirmed it.
    """
    channels: list[Channel] = []
    unconfirmed: list[Reason] = []
    address: tuple[str, ...] = ()
    post = desk_for(organisation.contacts, "post", chain)
    if post is not None:
        sure = post.confirmed or "controller.address" in request.confirmed
        value = ", ".join((post.entity or organisation.entity, *post.lines))
        if sure:
            address = _address_lines(post, organisation)
        else:
            unconfirmed.append(reason("unconfirmed.address", value=value, source=post.source or "—"))
        channels += [Channel(kind=kind, contact=post, value=value, confirmed=sure) for kind in ("registered", "post")]
    for kind in ("email", "form"):
        contact = desk_for(organisation.contacts, kind, chain)
        if contact is None or contact.value is None:
            continue
        sure = contact.confirmed or f"controller.{kind}" in request.confirmed
        if not sure:
            unconfirmed.append(reason(f"unconfirmed.{kind}", value=contact.value, source=contact.source or "—"))
        channels.append(Channel(kind=kind, contact=contact, value=contact.value, confirmed=sure))
    if not channels:
        unconfirmed.append(reason("unconfirmed.no_channel"))
    wanted = request.channel
    channels.sort(key=lambda channel: (channel.kind != wanted, not channel.confirmed))
    return tuple(channels), address, tuple(unconfirmed)


def sending_to_authority(
    request: RightsRequest, authority: Authority
) -> tuple[tuple[Channel, ...], tuple[str, ...], tuple[Reason, ...]]:
    """As :func:`sending`, for a complaint: by the authority's own form where it has one, by post and e-mail else."""
    channels: list[Channel] = []
    unconfirmed: list[Reason] = []
    address: tuple[str, ...] = ()
    for kind, contacts in (("form", ("complaint_form", "form")), ("post", ("post",)), ("email", ("email",))):
        contact = next((one for name in contacts for one in authority.contacts if one.kind == name), None)
        if contact is None:
            continue
        sure = contact.confirmed or f"authority.{kind}" in request.confirmed
        value = ", ".join(contact.lines) or contact.value or ""
        if not sure:
            code = "address" if kind == "post" else kind
            unconfirmed.append(reason(f"unconfirmed.{code}", value=value, source=contact.source or "—"))
        elif kind == "post":
            address = contact.lines
        kinds = ("registered", "post") if kind == "post" else (kind,)
        channels += [Channel(kind=name, contact=contact, value=value, confirmed=sure) for name in kinds]
    if not channels:
        unconfirmed.append(reason("unconfirmed.no_channel"))
    channels.sort(key=lambda channel: (channel.kind != request.channel, not channel.confirmed))
    return tuple(channels), address, tuple(unconfirmed)


def _address_lines(post: Contact, organisation: Organisation) -> tuple[str, ...]:
    """The address without a first line that only repeats the organisation's name."""
    names = {_bare(organisation.entity), _bare(post.entity or organisation.entity)}
    lines = post.lines if post.source == TYPED or _bare(post.lines[0]) not in names else post.lines[1:]
    return lines if len(names) == 1 else (str(post.entity), *lines)


def _bare(name: str) -> str:
    """A name without case, commas, stops and spaces, for telling whether two spellings are one name."""
    return "".join(char for char in name.casefold() if char.isalnum())
