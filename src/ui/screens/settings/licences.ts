export { licences, sourceAddress } from 'virtual:licences'
