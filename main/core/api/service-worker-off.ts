/**
 * What is given in the place of the web app's service worker where this program has none: a browser that has one of before asks for it with
 * its next visit, takes this for its successor, and is rid of both, with what they had laid down.
 */
export const workerOff = `self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("ioc-app")) await caches.delete(name);
  await self.registration.unregister();
  for (const page of await self.clients.matchAll({ type: "window" })) await page.navigate(page.url).catch(() => null);
})()));
`;

/** The browser has taken away all that it kept of this site but who is signed in. No script and no style: there may be none to be had. */
export const clearedPage = `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light"><title>Đã xoá bộ nhớ tạm</title></head><body>
<h1>Đã xoá bộ nhớ tạm</h1>
<p>Trình duyệt này không còn giữ gì của ứng dụng. Việc chưa gửi lúc mất mạng cũng không còn.</p>
<p><a href="/app/">Mở lại ứng dụng</a></p>
<p lang="en">This browser keeps nothing of the app any more; what waited to be sent is gone too. <a href="/app/">Open the app again</a></p>
</body></html>
`;
