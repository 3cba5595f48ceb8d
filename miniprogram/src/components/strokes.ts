// What a finger draws: points in CSS pixels, joined by smooth curves. The same on a canvas of the web and of WeChat.

export interface Point { x: number; y: number }
export type Stroke = Point[]

/** As much of CanvasRenderingContext2D as both places have. */
export interface Pen {
  lineWidth: number
  lineCap: string
  lineJoin: string
  strokeStyle: unknown
  fillStyle: unknown
  beginPath(): void
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void
  arc(x: number, y: number, radius: number, from: number, to: number): void
  stroke(): void
  fill(): void
  clearRect(x: number, y: number, width: number, height: number): void
}

export const INK = '#16191D'
const WIDTH = 4

/** Each point is the bend between the middles of its neighbours, so corners of the finger's path become curves. */
export function drawStroke(pen: Pen, stroke: Stroke) {
  if (!stroke.length) return
  pen.lineWidth = WIDTH
  pen.lineCap = 'round'
  pen.lineJoin = 'round'
  pen.strokeStyle = INK
  pen.fillStyle = INK
  pen.beginPath()
  if (stroke.length === 1) {
    pen.arc(stroke[0].x, stroke[0].y, WIDTH / 2, 0, Math.PI * 2)
    return pen.fill()
  }
  pen.moveTo(stroke[0].x, stroke[0].y)
  for (let at = 1; at < stroke.length - 1; at++) {
    const [here, next] = [stroke[at], stroke[at + 1]]
    pen.quadraticCurveTo(here.x, here.y, (here.x + next.x) / 2, (here.y + next.y) / 2)
  }
  const last = stroke[stroke.length - 1]
  pen.lineTo(last.x, last.y)
  pen.stroke()
}

/** A slip of the finger is no signature: together the strokes must be longer than this, in CSS pixels. */
const LEAST = 60

export function isSignature(strokes: Stroke[]): boolean {
  const length = strokes.reduce((sum, stroke) => sum + stroke.slice(1).reduce((part, point, at) => part + Math.hypot(point.x - stroke[at].x, point.y - stroke[at].y), 0), 0)
  return length >= LEAST
}
