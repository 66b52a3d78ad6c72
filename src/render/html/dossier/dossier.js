// Filters and sorts the list, switches the language, follows links to entries. What is chosen stands behind the # of the
// address, so that a view can be sent to somebody and never reaches a server.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  const own = (name) => document.getElementById(":" + name);

  document.addEventListener("DOMContentLoaded", () => {
    const first = root.dataset.lang;
    // How many rows are shown at once.
    const STEP = Number(own("table").dataset.step);
    const body = own("table").tBodies[0];
    const heads = [...own("table").tHead.rows[0].cells];
    const choices = [...document.querySelectorAll("select[data-key]")];
    const parts = document.querySelectorAll("article");
    const entries = [...body.rows].map((row, at) => ({
      at,
      row,
      part: parts[at],
      values: row.dataset.v.split("|").map((own) => (own ? own.split(",").map(Number) : [])),
      fits: true,
    }));
    let order = entries;
    let lang = first;
    let sort = "";
    let shown = STEP;

    // The text that is read in the language of the page.
    const read = (node) => {
      if (node.nodeType === Node.TEXT_NODE) return node.data;
      if (node.localName === "i" && node.lang.slice(0, 2) !== lang) return "";
      return [...node.childNodes].map(read).join("");
    };
    const plain = (text) => text.normalize("NFKC").toLowerCase();

    const fit = () => {
      const wanted = choices.map((choice) => choice.selectedIndex - 1);
      const words = plain(own("q").value).split(/\s+/u).filter(Boolean);
      let n = 0;
      for (const entry of order) {
        let fits = wanted.every((value, at) => value < 0 || entry.values[at].includes(value));
        if (fits && words.length) {
          entry.text ??= plain([...entry.part.querySelectorAll("h3, dd, ol")].map((own) => own.textContent).join("\n"));
          fits = words.every((word) => entry.text.includes(word));
        }
        if (entry.row.hidden === fits) entry.row.hidden = !fits;
        if (entry.part.hidden === fits) entry.part.hidden = !fits;
        if (fits) entry.row.classList.toggle("more", n++ >= shown);
      }
      own("more").hidden = n <= shown;
      const of = entries.length;
      const said = lang === "zh" ? `符合条件的承诺事项 ${n}/${of}` : `${n}/${of} commitments match`;
      if (own("found").textContent !== said) own("found").textContent = said;
    };

    const arrange = () => {
      const down = sort.startsWith("-");
      const at = heads.findIndex((head) => head.dataset.key === sort.replace("-", ""));
      heads.forEach((head, n) => {
        if (n === at) head.setAttribute("aria-sort", down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      let next = entries;
      if (at >= 0) {
        const facet = heads[at].dataset.facet;
        const collator = new Intl.Collator(lang === "zh" ? "zh-CN" : "en", { numeric: true });
        const keyed = entries.map((entry) => ({
          entry,
          key: facet === undefined ? read(entry.row.cells[at]).trim() : (entry.values[facet][0] ?? ""),
        }));
        const compare = (a, b) => (facet === undefined ? collator.compare(a, b) : a - b) * (down ? -1 : 1);
        // What has no value stands last in either direction.
        keyed.sort((a, b) => (a.key === "") - (b.key === "") || compare(a.key, b.key) || a.entry.at - b.entry.at);
        next = keyed.map((own) => own.entry);
      }
      if (next.every((entry, at) => entry === order[at])) return;
      order = next;
      // Rows move fast where nobody sees them.
      const table = body.parentNode;
      body.remove();
      body.append(...order.map((entry) => entry.row));
      table.append(body);
    };

    const write = () => {
      const params = new URLSearchParams();
      const text = own("q").value.trim();
      if (text) params.set("q", text);
      choices.filter((choice) => choice.value).forEach((choice) => params.set(choice.dataset.key, choice.value));
      if (sort) params.set("sort", sort);
      if (lang !== first) params.set("lang", lang);
      try {
        history.replaceState(null, "", `${params}` ? `#${params}` : location.href.split("#")[0]);
      } catch {
        // A page that has no address of its own cannot remember what was chosen.
      }
    };

    const speak = (wanted) => {
      lang = wanted === "zh" || wanted === "en" ? wanted : first;
      root.dataset.lang = lang;
      root.lang = lang === "zh" ? "zh-CN" : "en";
      document.querySelectorAll("option, title").forEach((node) => (node.textContent = node.dataset[lang]));
      document.querySelectorAll(".languages button").forEach((button) => {
        button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
      });
    };

    // Follows the address: to a choice, or to a place in the page.
    const follow = () => {
      const hash = location.hash.slice(1);
      if (hash === "" || hash.includes("=")) {
        const params = new URLSearchParams(hash);
        own("q").value = params.get("q") ?? "";
        choices.forEach((choice) => {
          const at = [...choice.options].findIndex((option) => option.value === (params.get(choice.dataset.key) ?? ""));
          choice.selectedIndex = Math.max(at, 0);
        });
        speak(params.get("lang") ?? lang);
        sort = params.get("sort") ?? "";
        shown = STEP;
        arrange();
        fit();
        if (hash !== "") {
          own("list").scrollIntoView();
          own("list").focus({ preventScroll: true });
        }
        return;
      }
      let name = hash;
      try {
        name = decodeURIComponent(hash);
      } catch {
        // It is written as no address is, and may be a name all the same.
      }
      const place = document.getElementById(name);
      // The browser goes by itself to what is not hidden; once it is there, the focus may have gone on.
      if (!place || (root.classList.contains("ready") && !place.hidden)) return;
      place.hidden = false;
      place.scrollIntoView();
      place.focus({ preventScroll: true });
    };

    heads.forEach((head) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sorts";
      button.append(...head.childNodes);
      head.append(button);
      const key = head.dataset.key;
      button.addEventListener("click", () => {
        sort = sort === key ? `-${key}` : sort === `-${key}` ? "" : key;
        arrange();
        fit();
        write();
      });
    });
    const chosen = () => {
      shown = STEP;
      fit();
      write();
    };
    let waiting = 0;
    own("q").addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(chosen, 100);
    });
    choices.forEach((choice) => choice.addEventListener("change", chosen));
    own("clear").addEventListener("click", () => {
      own("q").value = "";
      choices.forEach((choice) => (choice.selectedIndex = 0));
      chosen();
    });
    own("more").addEventListener("click", () => {
      const next = order.filter((entry) => !entry.row.hidden)[shown];
      shown += STEP;
      fit();
      next?.row.querySelector("a")?.focus();
    });
    document.querySelectorAll(".languages button").forEach((button) => {
      button.addEventListener("click", () => {
        speak(button.dataset.lang);
        if (sort) arrange();
        fit();
        write();
      });
    });
    speak(first);
    follow();
    if (location.hash !== "" && !location.hash.includes("=")) fit();
    root.classList.add("ready");
    window.addEventListener("hashchange", follow);
    // Paper cannot be unfolded.
    window.addEventListener("beforeprint", () => {
      document.querySelectorAll("details.rest").forEach((rest) => (rest.open = true));
    });
  });
})();
