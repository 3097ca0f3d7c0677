import { Component, type ComponentType, type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { reloadOnce } from "../offline/reload-once.ts";
import { type AppPage, mayOpen, type PageModule, type PageProps, pageAt } from "./app-page.ts";
import { noteFirstLook } from "./first-look.ts";
import { Notice } from "./Notice.tsx";
import { navigate, useLocation } from "./router.ts";
import { useWho } from "./who.ts";

/** The page at the present address, for whoever may open it; to all others why not. */
export function PageView({ pages }: { pages: readonly AppPage[] }) {
  const { path, search } = useLocation();
  const who = useWho();
  const { t } = useTranslation("app");
  const found = pageAt(pages, path);
  const isNeeded = found !== undefined && found.page.right !== "anyone";
  const isNobody = isNeeded && who.phase === "nobody";
  useEffect(() => {
    if (isNobody) navigate(`/app/sign-in?to=${encodeURIComponent(path + search)}`, "replace");
  }, [isNobody, path, search]);
  if (found === undefined)
    return <Notice title={t("page.none")} why={t("page.noneWhy")} to="/app/" toWord={t("page.toToday")} />;
  if (isNeeded && who.phase === "unknown")
    return (
      <Notice
        title={t("page.unreachable")}
        why={t(who.isOver === true ? "page.unreachableOver" : "page.unreachableWhy")}
      />
    );
  // Who has not been told yet: the page is loaded meanwhile.
  if (isNeeded && who.phase !== "known") return <Loading page={found.page} />;
  // What needs more than looking on needs the core.
  if (who.phase === "known" && who.isKept === true && !mayOpen(found.page, who))
    return <Notice title={t("page.unreachable")} why={t("page.needsCore")} to="/app/" toWord={t("page.toToday")} />;
  if (!mayOpen(found.page, who))
    return <Notice title={t("page.forbidden")} why={t("page.forbiddenWhy")} to="/app/" toWord={t("page.toToday")} />;
  return <Opened key={path} page={found.page} params={found.params} />;
}

/** Of each page the first asking. */
const begun = new WeakMap<AppPage, Promise<void>>();
function begin(page: AppPage, module: PageModule): Promise<void> {
  const asked = begun.get(page) ?? module.begin?.() ?? Promise.resolve();
  begun.set(page, asked);
  return asked;
}

/** Whether the core has said with the document that this browser brought no session: where to sign in is what comes next. */
const cameWithoutSession = () => document.querySelector('meta[name="session"][content="none"]') !== null;

function Loading({ page }: { page: AppPage }) {
  const { t } = useTranslation("app");
  useEffect(() => {
    if (cameWithoutSession()) return;
    page.load().then(
      (module) => begin(page, module),
      () => undefined,
    );
  }, [page]);
  return <p className="app-waiting">{t("page.loading")}</p>;
}

type State = { page: AppPage; Page?: ComponentType<PageProps>; answered?: Promise<void>; hasFailed?: boolean };

function Opened({ page, params }: { page: AppPage } & PageProps) {
  const { t } = useTranslation("app");
  const [state, setState] = useState<State>({ page });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt loads it anew
  useEffect(() => {
    let isGone = false;
    page.load().then(
      (module) => !isGone && setState({ page, Page: module.Page, answered: begin(page, module) }),
      () => !isGone && !reloadOnce() && setState({ page, hasFailed: true }),
    );
    return () => {
      isGone = true;
    };
  }, [page, attempt]);
  const { answered } = state;
  useEffect(() => void answered?.then(noteFirstLook), [answered]);
  const again = () => {
    setState({ page });
    setAttempt((count) => count + 1);
  };
  // What a browser has failed to import it does not ask for again: the document is loaded anew, at this address.
  if (state.hasFailed)
    return (
      <Notice
        title={t("page.notLoaded")}
        why={t("page.notLoadedWhy")}
        onPress={() => window.location.reload()}
        pressWord={t("again")}
      />
    );
  if (state.page !== page || state.Page === undefined) return <p className="app-waiting">{t("page.loading")}</p>;
  const { Page } = state;
  return (
    <Boundary
      key={attempt}
      failed={<Notice title={t("page.failed")} why={t("page.failedWhy")} onPress={again} pressWord={t("again")} />}
    >
      <Page params={params} />
    </Boundary>
  );
}

/** A page that fails takes neither the frame nor the other pages with it. React knows no other way than a class. */
class Boundary extends Component<{ failed: ReactNode; children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };
  static getDerivedStateFromError() {
    return { hasFailed: true };
  }
  override componentDidCatch(error: unknown) {
    console.error("a page failed:", error);
  }
  override render() {
    return this.state.hasFailed ? this.props.failed : this.props.children;
  }
}
