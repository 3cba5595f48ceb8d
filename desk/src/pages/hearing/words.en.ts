import type { RoomWords } from '@/pages/rooms'

export const words: RoomWords = {
  name: 'Hearings',
  what: 'Hearings and interviews are scheduled here.',
  will: [
    "The judge's calendar together with the days on which a party cannot come",
    'Offer the parties several times, then send the summons',
    'From stage 5: enter the online courtroom and keep the record',
  ],
}
