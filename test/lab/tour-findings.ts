import type { Page } from "@playwright/test";

/** Of each kind so many lines: a tour is read by a person. */
const mostLines = 12;

/**
 * What a person would trip over on a page, in words: what reaches past the screen or out of its box, what is cut without all of it standing somewhere,
 * targets below WCAG's 24 px, keys of words that were never said, and text that is not of the page's language.
 */
export const lookOver = (page: Page, language: string): Promise<string[]> =>
  page.evaluate(
    ({ language, mostLines }) => {
      const told = (element: Element) =>
        `${element.tagName.toLowerCase()}.${(element.getAttribute("class") ?? "").split(" ")[0]} «${(element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 60)}»`;
      const isSeen = (element: Element) => {
        const { width, height, right, bottom } = element.getBoundingClientRect();
        return width > 1 && height > 1 && right > 0 && bottom > 0 && element.checkVisibility({ opacityProperty: true });
      };
      // What lies behind a dialog nobody looks at.
      const dialog = document.querySelector("dialog:modal");
      const all = [...(dialog ?? document.body).querySelectorAll<HTMLElement>("*")].filter(isSeen);
      const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
      const isPast = (one: Element) => {
        const { right } = one.getBoundingClientRect();
        return right > innerWidth + 1 && one.closest(".maplibregl-map, [class*=scroll]") === null;
      };
      const past = wide > 0 ? [`the page is ${wide} px too wide: ${told(all.find(isPast) ?? document.body)}`] : [];
      const cut = all.flatMap((one) => {
        const { textOverflow, overflowX, overflowY } = getComputedStyle(one);
        const isWide = one.scrollWidth > one.clientWidth + 1 && overflowX !== "visible" && overflowX !== "auto";
        const isHigh =
          one.scrollHeight > one.clientHeight + 3 &&
          (overflowY === "hidden" || overflowY === "clip") &&
          one.clientHeight > 8;
        const hasText = [...one.childNodes].some(
          (node) => node.nodeType === 3 && (node.textContent ?? "").trim() !== "",
        );
        if (isWide && textOverflow === "ellipsis" && one.closest("[title]") === null) return [`cut: ${told(one)}`];
        return hasText && overflowX !== "scroll" && ((isWide && textOverflow !== "ellipsis") || isHigh)
          ? [`out of its box: ${told(one)}`]
          : [];
      });
      const pressed =
        "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=option], [role=tab], [role=slider], [role=switch], [role=checkbox]";
      const small = all.flatMap((one) => {
        if (!one.matches(pressed) || getComputedStyle(one).display === "inline") return [];
        const label = one.closest("label");
        const { width, height } = (label !== null && one.matches("input") ? label : one).getBoundingClientRect();
        return Math.min(width, height) < 23.5 ? [`small: ${Math.round(width)}×${Math.round(height)} ${told(one)}`] : [];
      });
      const walker = document.createTreeWalker(dialog ?? document.body, NodeFilter.SHOW_TEXT);
      const texts = new Set<string>();
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const text = (node.textContent ?? "").trim();
        const at = node.parentElement;
        if (text === "" || at === null || at.closest("script, style, [lang]:not(html)") !== null || !isSeen(at))
          continue;
        if (/^[a-zA-Z]+([.:][a-zA-Z]+)+$/.test(text) && !/\.[a-z]{2,3}$/.test(text)) texts.add(`a key: ${text}`);
        // Names of places and people stay as they are: whoever reads the list knows them.
        if (language === "en" && /[ăâđêôơưàáạảãằắặẳẵầấậẩẫèéẹẻẽềếệểễìíịỉĩòóọỏõồốộổỗờớợởỡùúụủũừứựửữỳýỵỷỹ]/i.test(text))
          texts.add(`not English: ${text.slice(0, 80)}`);
      }
      return [past, cut, small, [...texts]].flatMap((some) => [...new Set(some)].slice(0, mostLines));
    },
    { language, mostLines },
  );
