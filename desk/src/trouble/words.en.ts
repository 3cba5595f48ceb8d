import type { words as zh } from './words.zh'

export const words: typeof zh = {
  away: "The court's server cannot be reached. Please check the network and try again.",
  slow: 'No answer for 15 seconds. That is on our side; please try again.',
  unreadable: 'The answer cannot be read; a device in between may have replaced it. Please try again.',
  unexpected: 'Something on this page went wrong, and it is our fault. Please try again.',
  heading: 'Nothing was fetched',
  retry: 'Try again',
  reference: (id) => `If it goes on, tell the administrator this number: ${id}`,
  seconds: (count) => `Try again in ${count} s`,
  slowSoFar: 'Slower than usual, still waiting…',
  showMore: 'Show more',
  shown: (count) => `${count} shown`,
  shownOf: (count, total) => `${count} of ${total} shown`,
  thereIsMore: 'there are more',
  allShown: 'that is all of them',
}
