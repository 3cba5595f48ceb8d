// Real <input> elements for the web page: uni-app's own put label and id on a wrapper, where neither a screen reader nor the
// keyboard finds them. Used in the web build alone; WeChat draws its native inputs.
import { defineComponent, h } from 'vue'

export const NativeInput = defineComponent({
  name: 'NativeInput',
  props: { value: { type: String, default: '' }, type: { type: String, default: 'text' }, inputmode: { type: String, default: 'text' }, label: { type: String, default: '' }, describedby: { type: String, default: '' }, invalid: Boolean, placeholder: { type: String, default: '' }, max: { type: String, default: '' }, min: { type: String, default: '' }, look: { type: String, default: 'native' }, inputId: { type: String, default: '' } },
  emits: ['typed', 'entered', 'left', 'confirmed'],
  setup: (props, { emit }) => () => h('input', {
    id: props.inputId || undefined,
    class: props.look,
    type: props.type,
    value: props.value,
    inputmode: props.inputmode,
    placeholder: props.placeholder || undefined,
    max: props.max || undefined,
    min: props.min || undefined,
    autocomplete: 'off',
    'aria-label': props.label,
    'aria-describedby': props.describedby || undefined,
    'aria-invalid': props.invalid ? 'true' : undefined,
    onInput: (event: Event) => emit('typed', (event.target as HTMLInputElement).value),
    onFocus: () => emit('entered'),
    onBlur: () => emit('left'),
    onKeydown: (event: KeyboardEvent) => { if (event.key === 'Enter') emit('confirmed') },
  }),
})

/** A canvas to draw on with a finger, a pen or the mouse. */
export const NativeCanvas = defineComponent({
  name: 'NativeCanvas',
  props: { look: { type: String, default: '' }, canvasId: { type: String, required: true }, label: { type: String, default: '' } },
  emits: ['began', 'moved', 'ended'],
  setup: (props, { emit }) => () => h('canvas', {
    id: props.canvasId,
    class: props.look,
    role: 'img',
    'aria-label': props.label,
    onPointerdown: (event: PointerEvent) => {
      event.preventDefault()
      ;(event.target as HTMLCanvasElement).setPointerCapture(event.pointerId)
      emit('began', event)
    },
    onPointermove: (event: PointerEvent) => emit('moved', event),
    onPointerup: () => emit('ended'),
    onPointercancel: () => emit('ended'),
  }),
})

/** Several lines; it grows with what is written. */
export const NativeArea = defineComponent({
  name: 'NativeArea',
  props: { value: { type: String, default: '' }, label: { type: String, default: '' }, describedby: { type: String, default: '' }, invalid: Boolean, placeholder: { type: String, default: '' }, most: { type: Number, default: 0 }, areaId: { type: String, default: '' } },
  emits: ['typed', 'entered', 'left'],
  setup: (props, { emit }) => () => h('textarea', {
    id: props.areaId || undefined,
    class: 'native area-native',
    value: props.value,
    rows: 4,
    maxlength: props.most || undefined,
    placeholder: props.placeholder || undefined,
    'aria-label': props.label,
    'aria-describedby': props.describedby || undefined,
    'aria-invalid': props.invalid ? 'true' : undefined,
    onInput: (event: Event) => {
      const area = event.target as HTMLTextAreaElement
      area.style.height = 'auto'
      area.style.height = `${area.scrollHeight}px`
      emit('typed', area.value)
    },
    onFocus: () => emit('entered'),
    onBlur: () => emit('left'),
  }),
})
