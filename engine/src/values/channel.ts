import { z } from 'zod'

/** The ways in which a branch reaches a customer. */
export const CHANNELS = ['phone', 'visit', 'wechat', 'sms', 'app', 'letter'] as const

export const channel = () => z.enum(CHANNELS)
export type Channel = (typeof CHANNELS)[number]
