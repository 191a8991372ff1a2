import { useCallback, useMemo } from 'react';
import {
  maxValue,
  minValue,
  NumberInput as AnyNumberInput,
  type NumberInputProps,
  required,
  useLocaleState,
} from 'react-admin';
import { numberIn, textOf } from './number-text';

interface Props extends Pick<NumberInputProps, 'source' | 'helperText'> {
  required?: boolean;
  min?: number;
  max?: number;
}

/** A browser reads a number field by its own language, and leaves out what it does not know: `1,5` becomes 15. */
const AS_TEXT = { htmlInput: { type: 'text', inputMode: 'decimal' } } as const;

const isNumber = (value: unknown) => (typeof value === 'string' && value !== '' ? 'amiral.number' : undefined);

/** A number in the console's language, whatever the browser's; what is none stays in the field and is refused. */
export function NumberInput({ required: isRequired = false, min, max, ...props }: Props) {
  const [locale] = useLocaleState();
  const parse = (typed: string | number) => numberIn(String(typed), locale) as number | null;
  const format = useCallback((value: unknown) => textOf(value, locale), [locale]);
  const validate = useMemo(
    () => [
      isNumber,
      ...(isRequired ? [required()] : []),
      ...(min === undefined ? [] : [minValue(min)]),
      ...(max === undefined ? [] : [maxValue(max)]),
    ],
    [isRequired, min, max],
  );
  return <AnyNumberInput {...props} parse={parse} format={format} validate={validate} slotProps={AS_TEXT} />;
}
