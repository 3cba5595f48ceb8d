import type { RoomWords } from '@/pages/rooms'

export const words: RoomWords = {
  name: 'Statistics',
  what: 'Cases received, cases closed and time taken, for the whole court.',
  will: [
    'How many came in, were closed and are pending',
    'Average days at each stage',
    'No ranking of judges',
  ],
}
