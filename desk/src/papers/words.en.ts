import type { words as zh } from './words.zh'

export const words: typeof zh = {
  loading: 'Opening this paper…',
  larger: 'Larger',
  smaller: 'Smaller',
  fit: 'Fit',
  turn: 'Turn by 90°',
  download: 'Save to this computer',
  pageLabel: (page, pages) => `Page ${page} of ${pages}`,
  previousPage: 'Previous page',
  nextPage: 'Next page',
  tools: 'How to look at it',
  cannotShow: 'This kind of file cannot be shown here; please save it and open it on the computer.',
  notOpened: 'This paper was not opened',
  broken: 'The file is here but does not open: it may be damaged or locked. Save it and try again, or ask for a correction.',
  imageOf: (name) => `${name} (picture)`,
  videoOf: (name) => `${name} (video)`,
}
