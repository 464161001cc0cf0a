// Shorter ways for those who have script: everything here can be done without it.
"use strict";

(() => {
  const root = document.documentElement;
  const main = () => document.getElementById("main");
  const typing = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  root.classList.add("scripted");

  // Keys. The list of them is keys-list.html.
  const rooms = { i: "/", l: "/ledger", s: "/stories", c: "/actors", a: "/add" };
  let going = 0;
  const step = (by) => {
    const stops = [...main().querySelectorAll("a.row, a.seg[href]")].filter((one) => one.offsetParent !== null);
    const at = stops.indexOf(document.activeElement);
    const next = stops[at < 0 ? (by > 0 ? 0 : stops.length - 1) : Math.min(stops.length - 1, Math.max(0, at + by))];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  document.getElementById("close-keys").addEventListener("click", () => document.getElementById("keys").close());
  const acts = {
    "?": () => { const keys = document.getElementById("keys"); if (!keys.open) keys.showModal(); },
    "/": () => (main().querySelector("input[type=search]") || document.querySelector(".find input")).focus(),
    g: () => { going = Date.now(); },
    j: () => step(1),
    k: () => step(-1),
    n: () => document.querySelector("a[rel=next]")?.click(),
    r: () => (document.querySelector("#rule input:checked, #rule input:not([type=hidden])") || document.getElementById("rule"))?.focus(),
    m: () => mark(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && typing(event.target)) { event.preventDefault(); event.target.blur(); return; }
    if (typing(event.target)) return;
    if (going && Date.now() - going < 1500 && rooms[event.key]) { location.href = rooms[event.key]; return; }
    going = 0;
    const act = acts[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  // A mark and its note light up together.
  const light = (event, on) => {
    const one = event.target.closest?.("a.seg[href], .note-on");
    if (!one) return;
    const name = one.id.replace(/^n-/, "") || one.hash?.slice(3);
    for (const id of [name, `n-${name}`]) document.getElementById(id)?.classList.toggle("lit", on);
  };
  for (const [name, on] of [["focusin", true], ["focusout", false], ["mouseover", true], ["mouseout", false]]) {
    document.addEventListener(name, (event) => light(event, on));
  }

  // Words selected in a report are taken into the form that adds a mention.
  const selected = () => {
    const text = document.getElementById("text");
    const chosen = getSelection();
    if (!text || !chosen.rangeCount || chosen.isCollapsed) return "";
    const range = chosen.getRangeAt(0);
    const inText = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest(".para > p, .heading h1");
    return inText(range.startContainer) && inText(range.endContainer) ? chosen.toString().trim() : "";
  };
  const mark = (words = selected()) => {
    const form = document.getElementById("mark-form");
    if (!form) return;
    form.closest("details").open = true;
    if (words) form.elements.words.value = words;
    (words ? form.elements.who : form.elements.words).focus();
    form.scrollIntoView({ block: "center" });
  };
  let button;
  document.addEventListener("selectionchange", () => {
    const words = selected();
    if (!words || !document.getElementById("mark-form")) { if (button) button.hidden = true; return; }
    if (!button) {
      button = document.createElement("button");
      button.className = "floating";
      button.type = "button";
      button.textContent = "Add a mention here";
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => { button.hidden = true; mark(); });
      document.body.append(button);
    }
    // Placed by the stylesheet's rules for `position: absolute`; the policy allows setting properties, not style attributes.
    const box = getSelection().getRangeAt(0).getBoundingClientRect();
    button.hidden = false;
    button.style.setProperty("top", `${box.bottom + scrollY + 6}px`);
    button.style.setProperty("left", `${Math.max(8, Math.min(box.left + scrollX, innerWidth - 190))}px`);
  });

  // Files can be dropped anywhere on the page that adds them.
  const drop = document.querySelector(".drop");
  if (drop) {
    const files = drop.querySelector("input[type=file]");
    document.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
    document.addEventListener("dragleave", () => drop.classList.remove("over"));
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      if (event.dataTransfer.files.length) files.files = event.dataTransfer.files;
    });
  }
})();
