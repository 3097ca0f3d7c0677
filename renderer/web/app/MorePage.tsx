import { useTranslation } from "react-i18next";
import { loadAppWords } from "../../i18n/app-words.ts";
import { useStoreValue } from "../../state/store.ts";
import { inBar, navigationOf, usePages } from "./app-page.ts";
import { Go } from "./Go.tsx";
import { Icon } from "./Icon.tsx";
import { installStore, isInstalled } from "./install.ts";
import { keepLanguage } from "./language.ts";
import { useLater } from "./later.ts";
import { PageHead } from "./PageHead.tsx";
import { mayNow, useWho } from "./who.ts";

const roles = ["admin", "operator", "leader", "officer", "viewer"] as const;

const loadDevice = () => import("../offline/DeviceSections.tsx").then(({ DeviceSections }) => DeviceSections);

/** What has no room in the bar below, the language, who one is, and how the app comes to the home screen. */
export function Page() {
  const { t, i18n } = useTranslation("app");
  const who = useWho();
  const offer = useStoreValue(installStore);
  const Device = useLater(loadDevice);
  const navigation = navigationOf(usePages(), who);
  const rest = navigation.slice(inBar(navigation).length);
  // It is a page of the core, which nothing is kept of.
  const hasWall = mayNow(who, "read") && who.phase === "known" && who.isKept !== true;
  const role = who.phase === "known" ? roles.find((one) => one === who.role) : undefined;
  const choose = (language: "vi" | "en") => {
    keepLanguage(language);
    document.documentElement.lang = language;
    void loadAppWords(language).then(() => i18n.changeLanguage(language));
  };
  return (
    <>
      <PageHead title={t("more.title")} />
      {(rest.length > 0 || hasWall) && (
        <nav className="app-card app-list" aria-label={t("more.pages")}>
          {rest.map(({ path, nav }) => (
            <Go key={path} to={path} className="app-row">
              <Icon name={nav.icon} />
              <span>{t(`nav.${nav.word}`)}</span>
              <Icon name="onward" />
            </Go>
          ))}
          {hasWall && (
            <a className="app-row" href={i18n.language === "en" ? "/wall?lang=en" : "/wall"}>
              <Icon name="scenes" />
              <span>{t("more.wall")}</span>
              <Icon name="onward" />
            </a>
          )}
        </nav>
      )}
      <section className="app-card">
        <fieldset className="app-choice">
          <legend>{t("more.language")}</legend>
          {(["vi", "en"] as const).map((one) => (
            <button key={one} type="button" lang={one} aria-pressed={i18n.language === one} onClick={() => choose(one)}>
              {t(`more.${one}`)}
            </button>
          ))}
        </fieldset>
        {who.phase === "known" && (
          <p className="app-second">
            {t("more.who")}{" "}
            <strong>{who.person?.fullName ?? (role === undefined ? who.role : t(`more.role.${role}`))}</strong>
          </p>
        )}
      </section>
      {!isInstalled() && (
        <section className="app-card">
          <h2>{t("more.install")}</h2>
          {offer !== null ? (
            <button type="button" className="app-button" onClick={() => void offer.prompt()}>
              {t("more.installNow")}
            </button>
          ) : (
            <>
              <p className="app-second">{t("more.installAndroid")}</p>
              <p className="app-second">{t("more.installIphone")}</p>
            </>
          )}
        </section>
      )}
      {Device !== undefined && <Device />}
    </>
  );
}
