/**
 * What charts write on their canvases stands in no text of the page: each canvas keeps it in `data-words`, from when it was last
 * wiped, so that a picture's words can be compared. Imported before anything draws.
 */
const written = new WeakMap<HTMLCanvasElement, string[]>();
const { clearRect, fillText } = CanvasRenderingContext2D.prototype;

CanvasRenderingContext2D.prototype.clearRect = function (x, y, width, height) {
  if (x <= 0 && y <= 0 && width >= this.canvas.width && height >= this.canvas.height) written.delete(this.canvas);
  clearRect.call(this, x, y, width, height);
};
CanvasRenderingContext2D.prototype.fillText = function (text, ...where) {
  const words = written.get(this.canvas) ?? [];
  words.push(text);
  written.set(this.canvas, words);
  if (this.canvas.isConnected) this.canvas.dataset.words = JSON.stringify(words);
  fillText.call(this, text, ...where);
};
