export { licences } from 'virtual:licences'
