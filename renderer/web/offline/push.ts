import { OwnPush } from "#contract/push/http.ts";
import { routes } from "#contract/routes.ts";
import { askCore } from "../../state/asking.ts";
import { appScope } from "../worker/agreed.ts";

/** What a browser can do of it. home-screen: an iPhone's, which takes notifications only in the app on the home screen. */
export type Ability = "able" | "unable" | "home-screen" | "denied";

export function ability(): Ability {
  const isIphone = /iPhone|iPad/.test(navigator.userAgent);
  const isInstalled = window.matchMedia("(display-mode: standalone)").matches;
  if (isIphone && !isInstalled) return "home-screen";
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) return "unable";
  return Notification.permission === "denied" ? "denied" : "able";
}

const hashOf = async (text: string): Promise<string> => {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};
const ownSubscription = async (): Promise<PushSubscription | null> =>
  (await (await navigator.serviceWorker?.getRegistration(appScope))?.pushManager?.getSubscription()) ?? null;

/** Of this device: its number at the core; undefined: it is told nothing. And how many others are. */
export type Standing = { id: string | undefined; others: number; key: string };

async function standingOf({ key, subscriptions }: OwnPush): Promise<Standing> {
  const own = await ownSubscription().catch(() => null);
  const hash = own === null ? "" : await hashOf(own.endpoint);
  const id = subscriptions.find(({ endpointHash }) => endpointHash === hash)?.id;
  return { key, id, others: subscriptions.length - (id === undefined ? 0 : 1) };
}

export const askPush = async (): Promise<Standing> => standingOf(await askCore(routes.push, OwnPush));

/** The browser's own service could not be reached, or it was not allowed. */
export class NoService extends Error {}

/** By a person's press alone. @throws NoService, and what `askCore` throws */
export async function turnOn(key: string, language: "vi" | "en"): Promise<Standing> {
  const registration = await navigator.serviceWorker.ready;
  let made: PushSubscription;
  try {
    const before = await registration.pushManager.getSubscription();
    // One that was made for another core's key is of no use to this one.
    if (before !== null && !isFor(before, key)) await before.unsubscribe();
    made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  } catch (error) {
    throw new NoService(String(error));
  }
  const { endpoint, keys } = made.toJSON();
  const body = { endpoint, p256dh: keys?.p256dh, auth: keys?.auth, language };
  return standingOf(await askCore(routes.push, OwnPush, { method: "POST", body }));
}

export async function turnOff(id: string): Promise<Standing> {
  const told = await askCore(routes.pushSubscription(id), OwnPush, { method: "DELETE" });
  await (await ownSubscription())?.unsubscribe().catch(() => false);
  return standingOf(told);
}

/**
 * After a new sign-in the device is told what it was told before it: by whom it was turned on. Somebody else's, who had this browser before,
 * is ended.
 */
export async function renewPush(account: string, language: "vi" | "en"): Promise<void> {
  const own = await ownSubscription().catch(() => null);
  if (own === null) return;
  if (localStorage.getItem(ownerKey) !== account) return void (await own.unsubscribe().catch(() => false));
  const { id, key } = await askPush();
  if (id === undefined && isFor(own, key)) await turnOn(key, language);
}

/** Whose this browser's notifications are. */
const ownerKey = "push-owner";
export const noteOwner = (account: string | undefined): void => {
  if (account === undefined) localStorage.removeItem(ownerKey);
  else localStorage.setItem(ownerKey, account);
};

function isFor({ options }: PushSubscription, key: string): boolean {
  const given = options.applicationServerKey;
  if (given === null) return false;
  const text = btoa(String.fromCharCode(...new Uint8Array(given)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "") === key.replace(/=+$/, "");
}
