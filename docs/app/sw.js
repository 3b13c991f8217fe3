// Keeps the files of the page, so that it opens without the network; another version of them is kept apart.
importScripts("files.js");
const { FILES, RUNTIME, WHEELS, RUNTIME_FILES, VERSION } = self;
const NAME = `xet-${VERSION}`;

self.addEventListener("install", (event) => {
  const runtime = RUNTIME_FILES.map((name) => RUNTIME + name);
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll([...FILES, ...WHEELS, ...runtime])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("xet-") && name !== NAME);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  event.respondWith(caches.open(NAME).then((cache) => cache.match(event.request, { ignoreSearch: true })).then((kept) => kept ?? fetch(event.request)));
});
