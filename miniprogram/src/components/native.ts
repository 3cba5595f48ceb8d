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
