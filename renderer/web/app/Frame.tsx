import { useTranslation } from "react-i18next";
import { type AppPage, inBar, isAt, navigationOf, PagesContext } from "./app-page.ts";
import { afterFirst } from "./first-look.ts";
import { Go } from "./Go.tsx";
import { Icon } from "./Icon.tsx";
import { LineStrip } from "./LineState.tsx";
import { useLater } from "./later.ts";
import { PageView } from "./PageView.tsx";
import { useLocation } from "./router.ts";
import { useWho } from "./who.ts";

const loadStrips = () => afterFirst(() => import("../offline/Strips.tsx")).then(({ Strips }) => Strips);

/** What stands around every page: the strip that says when nothing is heard, the page, and the ways to the others: below on a phone, at the side elsewhere. */
export function Frame({ pages }: { pages: readonly AppPage[] }) {
  const { t } = useTranslation("app");
  const { path } = useLocation();
  const who = useWho();
  const Strips = useLater(loadStrips);
  const all = navigationOf(pages, who);
  const bar = inBar(all);
  const isAtOne = bar.some((page) => isAt(page, path));
  return (
    <div className="app">
      <a className="app-skip" href="#main">
        {t("skip")}
      </a>
      <LineStrip />
      {Strips !== undefined && <Strips />}
      <main id="main" className="app-main" tabIndex={-1}>
        <PagesContext value={pages}>
          <PageView pages={pages} />
        </PagesContext>
      </main>
      <nav className="app-nav" aria-label={t("navigation")}>
        {all.map((page) => (
          <Go
            key={page.path}
            to={page.path === "/app" ? "/app/" : page.path}
            aria-current={isAt(page, path) ? "page" : undefined}
            data-in-bar={bar.includes(page)}
          >
            <Icon name={page.nav.icon} />
            <span>{t(`nav.${page.nav.word}`)}</span>
          </Go>
        ))}
        <Go
          to="/app/more"
          data-in-bar="true"
          aria-current={path.startsWith("/app/more") ? "page" : undefined}
          data-holds={!isAtOne && all.some((page) => isAt(page, path))}
        >
          <Icon name="more" />
          <span>{t("nav.more")}</span>
        </Go>
      </nav>
    </div>
  );
}
