// How a paper is looked at: its size beside the width of its pane, and how it is turned.
export interface View { zoom: number; turn: 0 | 90 | 180 | 270 }

export const FIT: View = { zoom: 1, turn: 0 }
const STEPS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4]

export const larger = (view: View): View => ({ ...view, zoom: STEPS.find((step) => step > view.zoom + 0.001) ?? view.zoom })
export const smaller = (view: View): View => ({ ...view, zoom: [...STEPS].reverse().find((step) => step < view.zoom - 0.001) ?? view.zoom })
export const turned = (view: View): View => ({ ...view, turn: ((view.turn + 90) % 360) as View['turn'] })

export type Manner = 'pdf' | 'image' | 'video' | 'audio' | 'other'

export function mannerOf(mediaType: string): Manner {
  if (mediaType === 'application/pdf') return 'pdf'
  const kind = mediaType.split('/')[0]
  if (kind === 'image' || kind === 'video' || kind === 'audio') return kind
  return 'other'
}

/** 1.2 MB; files of a case are never so small that bytes matter. */
export function sizeWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
