// Carries what is typed to app.py and puts what comes back into the page; what is decided and shown is all Python.
const { RUNTIME, WHEELS } = self; // files.js, which docs/build_app.py writes
const here = (name) => new URL(name, document.baseURI);
const at = (id) => document.getElementById(id);
const KINDS = { docx: "Tải Word", xlsx: "Tải Excel", csv: "Tải CSV", html: "Tải trang HTML" };

// The browser itself refuses every address but that of this folder and that of the runtime.
const policy = document.createElement("meta");
policy.httpEquiv = "Content-Security-Policy";
const from = `'self' ${here(RUNTIME).origin}`;
policy.content = `default-src ${from}; script-src ${from} 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src data: blob:; form-action 'none'`;
document.head.append(policy);

const tell = (text) => { at("status").textContent = text; };
let python, app, waiting;
const soon = (what) => { clearTimeout(waiting); waiting = setTimeout(what, 200); };

function state() {
  const facts = {};
  for (const input of at("form").elements) {
    const { key, evidence } = input.dataset;
    if (key && input.value.trim()) (facts[key] ??= {}).value = input.value;
    if (evidence && input.value.trim()) (facts[evidence] ??= {}).evidence = input.value;
  }
  const settings = { readings: {} };
  for (const input of at("settings").querySelectorAll("select, input")) {
    if (input.dataset.reading) settings.readings[input.dataset.reading] = input.value;
    else settings[input.name] = input.type === "checkbox" ? input.checked : input.value;
  }
  return JSON.stringify({
    ...settings, facts, rules: at("rules").value, on: at("on").value,
    applicant: at("applicant").value, year: at("year").value,
  });
}

const ask = (name, ...more) => JSON.parse(app[name](state(), ...more));

// Each key of an answer is the id of an element: its text if it starts with "error-" or is a status, else its HTML.
function put(answer) {
  for (const [id, text] of Object.entries(answer)) {
    const element = at(id);
    if (!element) continue;
    if (element.role === "status" || id.startsWith("error-")) element.textContent = text;
    else element.innerHTML = text;
  }
}

function wrong(answer) {
  for (const element of document.querySelectorAll(".error")) {
    const text = answer[element.id] ?? "";
    element.textContent = text;
    const input = document.querySelector(`[aria-describedby~="${element.id}"]`);
    if (text) input.setAttribute("aria-invalid", "true"); else input.removeAttribute("aria-invalid");
  }
}

function decide() {
  const answer = ask("decide");
  wrong(answer);
  put(answer);
  if (at("dossier-view").hasChildNodes()) dossier(); // what is shown is never of other figures
}

function dossier() {
  clearTimeout(waiting);
  const answer = ask("dossier");
  wrong(answer);
  put(answer);
}

function choose() {
  at("dossier-view").replaceChildren();
  put(ask("chosen"));
  table();
  decide();
}

function day() {
  put(ask("offered"));
  choose();
}

async function table() {
  const [file] = at("file").files;
  const answer = file ? await read(file) : { counted: "", "table-view": "" };
  put(answer);
  document.querySelector('[data-for="table"]').hidden = !answer["table-view"];
}

async function read(file) {
  python.FS.writeFile(file.name, new Uint8Array(await file.arrayBuffer()));
  return ask("table", file.name);
}

function save(what, ending) {
  const name = app.file(state(), what, ending);
  if (!name) return decide(); // which says why
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([python.FS.readFile(name)]));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function buttons() {
  for (const place of document.querySelectorAll(".buttons[data-for]")) {
    for (const ending of app.endings(place.dataset.for).split(" ")) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = KINDS[ending];
      button.addEventListener("click", () => save(place.dataset.for, ending));
      place.append(" ", button);
    }
  }
  for (const button of document.querySelectorAll("button[data-print]")) {
    button.addEventListener("click", () => { document.body.dataset.print = button.dataset.print; print(); });
  }
}

async function start() {
  const { loadPyodide } = await import(new URL("pyodide.mjs", here(RUNTIME)));
  python = await loadPyodide({ indexURL: here(RUNTIME).href });
  tell("Đang tải các bộ tiêu chí…");
  await python.loadPackage(WHEELS.map((name) => here(name).href), { messageCallback() {} });
  python.FS.writeFile("app.py", await (await fetch("app.py")).text());
  app = python.pyimport("app");
  python.FS.mkdir("/bang");
  python.FS.chdir("/bang");
  const now = new Date();
  at("on").value = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  buttons();
  day();
  at("on").addEventListener("change", day);
  at("rules").addEventListener("change", choose);
  at("settings").addEventListener("change", () => { put(ask("asked")); table(); decide(); });
  at("form").addEventListener("input", () => soon(decide));
  at("form").addEventListener("submit", (event) => event.preventDefault());
  for (const id of ["applicant", "year"]) at(id).addEventListener("input", () => soon(decide));
  at("show").addEventListener("click", () => { decide(); dossier(); });
  at("file").addEventListener("change", table);
  at("blank").addEventListener("click", () => save("blank", "xlsx"));
  addEventListener("beforeprint", () => { decide(); dossier(); });
  document.querySelector("main").hidden = false;
  tell("Sẵn sàng.");
  if ("serviceWorker" in navigator && isSecureContext) {
    await navigator.serviceWorker.register("sw.js");
    await navigator.serviceWorker.ready;
    tell("Sẵn sàng, kể cả khi không có mạng.");
  }
}

for (const kind of ["error", "unhandledrejection"]) {
  addEventListener(kind, (event) => tell(`Có lỗi, xin tải lại trang: ${event.reason ?? event.message}`));
}
start();
