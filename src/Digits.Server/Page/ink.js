// Lines on a canvas. A stroke is a list of points {x, y, width}, in parts of the sheet's width.

// A curve through the middles of the points: smooth without lagging behind the pen.
export function drawStroke(context, points, width, color) {
  context.strokeStyle = context.fillStyle = color;
  context.lineCap = context.lineJoin = "round";
  if (points.length === 1) {
    context.beginPath();
    context.arc(points[0].x * width, points[0].y * width, points[0].width * width / 2, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  for (let i = 1; i < points.length; i++) {
    const before = points[i - 1], now = points[i], middle = (a, b) => ({ x: (a.x + b.x) / 2 * width, y: (a.y + b.y) / 2 * width });
    const from = i > 1 ? middle(points[i - 2], before) : { x: before.x * width, y: before.y * width };
    const to = i < points.length - 1 ? middle(before, now) : { x: now.x * width, y: now.y * width };
    context.beginPath();
    context.lineWidth = now.width * width;
    context.moveTo(from.x, from.y);
    context.quadraticCurveTo(before.x * width, before.y * width, to.x, to.y);
    context.stroke();
  }
}

// Pixels of 0 to 255, each with its color.
export function drawPixels(target, width, height, colorOf) {
  target.width = width;
  target.height = height;
  const context = target.getContext("2d");
  const image = context.createImageData(width, height);
  for (let i = 0; i < width * height; i++)
    image.data.set([...colorOf(i), 255], 4 * i);
  context.putImageData(image, 0, 0);
}
