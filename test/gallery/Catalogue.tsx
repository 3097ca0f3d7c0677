import { cases, exhibits, nameOf, type SizeName, sizes } from "./cases.ts";

/** All pictures of a kind beside one another, each a page of its own; the kinds to choose from. */
export function Catalogue({ kind }: { kind: string | null }) {
  const shown = cases.filter((one) => kind === null || one.kind === kind);
  const order: SizeName[] = ["usual", "strip", "small", "monitor", "large"];
  return (
    <main className="catalogue">
      <nav>
        <a href="?">all</a>
        {exhibits.map((one) => (
          <a key={one.kind} href={`?kind=${one.kind}`}>
            {one.kind}
          </a>
        ))}
      </nav>
      {order.map((size) => (
        <section key={size}>
          {shown
            .filter((one) => one.size === size)
            .map((one) => {
              const { width, height } = sizes[size];
              const scale = Math.min(1, 960 / width);
              return (
                <figure key={nameOf(one)} style={{ width: width * scale }}>
                  <div style={{ width: width * scale, height: height * scale }}>
                    <iframe
                      title={nameOf(one)}
                      src={`?case=${nameOf(one)}`}
                      loading="lazy"
                      style={{ width, height, scale: String(scale) }}
                    />
                  </div>
                  <figcaption>
                    <a href={`?case=${nameOf(one)}`}>{nameOf(one)}</a>
                  </figcaption>
                </figure>
              );
            })}
        </section>
      ))}
    </main>
  );
}
