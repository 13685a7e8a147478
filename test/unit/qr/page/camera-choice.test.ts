import { expect, test } from 'vitest'
import { cameraChoices } from '../../../../src/qr/page/camera-choice.ts'

const order = (...labels: readonly string[]) =>
  cameraChoices(labels.map((label) => ({ deviceId: label, label }))).map(({ label }) => label)

test('cameras on the back come first', () => {
  expect(order('Integrated Webcam', 'camera2 0, facing back', 'camera2 1, facing front')).toEqual([
    'camera2 0, facing back',
    'Integrated Webcam',
    'camera2 1, facing front',
  ])
})

test.each([
  'Caméra arrière',
  'Rückkamera',
  'Cámara trasera',
  'Câmera traseira',
  'Fotocamera posteriore',
  '背面カメラ',
  '후면 카메라',
])('in other languages, too: %s', (label) => {
  expect(order('Front', label)).toEqual([label, 'Front'])
})

test('plain lenses come before those for special occasions', () => {
  expect(order('Back Ultra Wide Camera', 'Back Telephoto Camera', 'Back Camera')[0]).toBe('Back Camera')
})

test('cameras without names keep their order', () => {
  expect(order('', '', '')).toEqual(['', '', ''])
  expect(cameraChoices([{ deviceId: 'a', label: '' }])).toEqual([{ deviceId: 'a', label: '', isBack: false }])
})

test('a name that only holds such a word is no back', () => {
  expect(cameraChoices([{ deviceId: 'a', label: 'Background Cam Irritated' }])[0]?.isBack).toBe(false)
})
