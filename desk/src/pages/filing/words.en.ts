import type { RoomWords } from '@/pages/rooms'

export const words: RoomWords = {
  name: 'Filing',
  what: 'This is where filings handed in by parties are reviewed.',
  will: [
    'Filings in the order of their seven-day review period, the most urgent first',
    'Review item by item, with one complete notice of what to correct',
    'Docketing, the case number and the fee notice',
  ],
}
