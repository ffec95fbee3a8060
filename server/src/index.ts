export { type Api, createApp } from './api/app.ts'
