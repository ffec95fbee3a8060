import { createBrowserRouter, redirect } from 'react-router'
import { Failure } from './shell/failure.tsx'
import { Home } from './shell/home.tsx'
import { Shell } from './shell/shell.tsx'

/** The manager's page, of a branch that is named or of his own. */
const managerPage = async () => ({
  Component: (await import('./manager/manager-page.tsx')).ManagerPage,
})

/** Every page. Each is loaded when it is first opened, so that a branch never loads the workshop. */
export const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <Failure />,
    hydrateFallbackElement: <span />,
    children: [
      { path: '/', element: <Home /> },
      {
        path: '/branch/:branch?',
        lazy: async () => ({ Component: (await import('./branch/branch-page.tsx')).BranchPage }),
      },
      { path: '/branch/:branch/manager', lazy: managerPage },
      { path: '/manager', lazy: managerPage },
      {
        path: '/customers/:customer',
        lazy: async () => ({ Component: (await import('./customer/customer-page.tsx')).CustomerPage }),
      },
      {
        path: '/events',
        lazy: async () => ({ Component: (await import('./events/events-page.tsx')).EventsPage }),
      },
      {
        path: '/campaigns',
        lazy: async () => ({ Component: (await import('./campaigns/campaigns-page.tsx')).CampaignsPage }),
      },
      {
        path: '/parameters',
        lazy: async () => ({ Component: (await import('./overlays/overlays-page.tsx')).OverlaysPage }),
      },
      {
        path: '/playbooks/:playbook?',
        lazy: async () => ({ Component: (await import('./workshop/workshop-page.tsx')).WorkshopPage }),
      },
      {
        path: '/administration',
        lazy: async () => ({
          Component: (await import('./administration/room.tsx')).AdministrationRoom,
        }),
        children: [
          {
            index: true,
            lazy: async () => ({
              Component: (await import('./administration/users-page.tsx')).UsersPage,
            }),
          },
          {
            path: 'tokens',
            lazy: async () => ({
              Component: (await import('./administration/tokens-page.tsx')).TokensPage,
            }),
          },
        ],
      },
      {
        path: '/approvals',
        lazy: async () => ({ Component: (await import('./approvals/room.tsx')).ApprovalsRoom }),
        children: [
          {
            index: true,
            lazy: async () => ({ Component: (await import('./approvals/waiting-page.tsx')).WaitingPage }),
          },
          {
            path: 'live',
            lazy: async () => ({ Component: (await import('./approvals/live-page.tsx')).LivePage }),
          },
          {
            path: 'playbooks/:playbook/versions/:version',
            lazy: async () => ({ Component: (await import('./approvals/version-page.tsx')).VersionPage }),
          },
          {
            path: 'overlays',
            lazy: async () => ({
              Component: (await import('./overlays/waiting-overlays.tsx')).WaitingOverlays,
            }),
          },
          {
            path: 'overlays/:branch/:overlay',
            lazy: async () => ({ Component: (await import('./overlays/overlay-page.tsx')).OverlayPage }),
          },
          {
            path: 'experiments',
            lazy: async () => ({
              Component: (await import('./experiments/experiments-page.tsx')).ExperimentsPage,
            }),
          },
          {
            path: 'experiments/:experiment',
            lazy: async () => ({
              Component: (await import('./experiments/experiment-page.tsx')).ExperimentPage,
            }),
          },
        ],
      },
      { path: '/experiments', loader: () => redirect('/approvals/experiments') },
      {
        path: '/audit',
        lazy: async () => ({ Component: (await import('./audit/room.tsx')).AuditRoom }),
        children: [
          {
            index: true,
            lazy: async () => ({ Component: (await import('./audit/first-page.tsx')).FirstPage }),
          },
          {
            path: 'playbooks/:playbook/timeline',
            lazy: async () => ({ Component: (await import('./audit/timeline/page.tsx')).TimelinePage }),
          },
          {
            path: 'log',
            lazy: async () => ({ Component: (await import('./audit/log/page.tsx')).LogPage }),
          },
          {
            path: 'runs',
            lazy: async () => ({ Component: (await import('./audit/runs/page.tsx')).RunsPage }),
          },
          {
            path: 'runs/:run',
            lazy: async () => ({ Component: (await import('./audit/runs/run-page.tsx')).RunPage }),
          },
          {
            path: 'as-of',
            lazy: async () => ({ Component: (await import('./audit/as-of/page.tsx')).AsOfPage }),
          },
          {
            path: 'erasure',
            lazy: async () => ({ Component: (await import('./privacy/erasure-page.tsx')).ErasurePage }),
          },
          {
            path: 'playbooks/:playbook/compare',
            lazy: async () => ({
              Component: (await import('./comparison/comparison-page.tsx')).ComparisonPage,
            }),
          },
          {
            path: 'playbooks/:playbook/versions/:version/rulebook',
            lazy: async () => ({ Component: (await import('./rulebook/rule-book-page.tsx')).RuleBookPage }),
          },
        ],
      },
      {
        path: '/signed-in',
        lazy: async () => ({ Component: (await import('./signin/signed-in-page.tsx')).SignedInPage }),
      },
      { path: '*', element: <Failure missing /> },
    ],
  },
])
