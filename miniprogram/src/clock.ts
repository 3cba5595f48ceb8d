// The court's clock as far as the phone knows it: the device's own, corrected by what the server said last.
let ahead = 0

export function setCourtNow(iso: string) {
  const told = Date.parse(iso)
  if (!Number.isNaN(told)) ahead = told - Date.now()
}

export const courtNow = () => new Date(Date.now() + ahead)
