import type { RoomWords } from '@/pages/rooms'

export const words: RoomWords = {
  name: 'Rulings',
  what: 'Judgments and rulings, from the draft to the signature.',
  will: [
    'Drafting, checking and signing judgments, rulings and decisions',
    'Preservation, objections to jurisdiction, withdrawal and other motions',
    'Appeal periods and the day a ruling takes effect',
  ],
}
