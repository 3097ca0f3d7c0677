import { appScope } from "./agreed.ts";

declare const self: ServiceWorkerGlobalScope;

/** What the core sends: see contract/push. It is encrypted for this browser alone, and read with care all the same. */
type Told = { title: string; body: string; to: string; tag: string };

const text = (value: unknown, most: number): string => (typeof value === "string" ? value.slice(0, most) : "");

function read(data: PushMessageData | null): Told | undefined {
  try {
    const { title, body, to, tag } = (data?.json() ?? {}) as Record<string, unknown>;
    const path = text(to, 300);
    return {
      ...{ title: text(title, 120), body: text(body, 300), tag: text(tag, 200) },
      // Nothing leads out of the app.
      to: path.startsWith(appScope) ? path : appScope,
    };
  } catch {
    return undefined;
  }
}

/** Shows what the core tells. A browser takes the permission away from a page that shows nothing: what cannot be read is shown as a hint to look. */
export function onPush(event: PushEvent): void {
  const told = read(event.data) ?? { title: "IOC", body: "", to: appScope, tag: "ioc" };
  event.waitUntil(
    self.registration.showNotification(told.title || "IOC", {
      ...{ body: told.body, tag: told.tag, lang: "vi", icon: "/app/icon-256.png", badge: "/app/icon-256.png" },
      data: { to: told.to },
    }),
  );
}

/** Opens what the message is about: in the app where it is open already. */
export function onPushClick(event: NotificationEvent): void {
  event.notification.close();
  const { to } = event.notification.data as { to: string };
  event.waitUntil(
    (async () => {
      const pages = await self.clients.matchAll({ type: "window" });
      const page = pages.find(({ url }) => new URL(url).pathname.startsWith(appScope));
      if (page === undefined) return self.clients.openWindow(to);
      await page.focus();
      return page.navigate(to);
    })(),
  );
}
