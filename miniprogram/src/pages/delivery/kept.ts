// The association code while its person logs in or proves who they are: on the web both leave the page.
import { onLeaving } from '@/identity'
import { storage } from '@/platform'

const KEY = 'court.join'

export const keptCode = {
  read: () => storage.read<string>(KEY) ?? '',
  keep: (code: string) => storage.write(KEY, code),
  forget: () => storage.remove(KEY),
}

/** Whoever takes the phone next does not find it. */
export const watchJoining = () => onLeaving(keptCode.forget)
