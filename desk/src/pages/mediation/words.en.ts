import type { RoomWords } from '@/pages/rooms'

export const words: RoomWords = {
  name: 'Mediation',
  what: 'Cases whose parties are willing to mediate.',
  will: [
    'My mediations and the day each one ends',
    'Talk with both sides together, or with one side alone',
    'Write the agreement and have it signed; without one, the filing goes back to review',
  ],
}
