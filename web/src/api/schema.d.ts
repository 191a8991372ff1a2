// Written by `npm run openapi` from openapi.json.
export interface paths {
    "/api/v1/alert-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what people are called for
         * @description **Role:** user, manager, admin.
         */
        get: operations["listAlertRules"];
        put?: never;
        /**
         * Add a rule
         * @description **Role:** admin. Several of one kind, for other labels, are as good as one. What is left out is what the kind has by itself.
         */
        post: operations["createAlertRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alert-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show one rule
         * @description **Role:** user, manager, admin.
         */
        get: operations["getAlertRule"];
        put?: never;
        post?: never;
        /**
         * Delete a rule
         * @description **Role:** admin.
         */
        delete: operations["deleteAlertRule"];
        options?: never;
        head?: never;
        /**
         * Change a rule
         * @description **Role:** admin. A rule that is disabled ends its alerts.
         */
        patch: operations["updateAlertRule"];
        trace?: never;
    };
    "/api/v1/alert-rules/{id}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a rule what its kind has by itself
         * @description **Role:** admin. Its name and labels stay.
         */
        post: operations["resetAlertRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the alerts
         * @description **Role:** user, manager, admin. The newest first; those that are over as well.
         */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take care of an alert
         * @description **Role:** manager, admin. It is neither repeated nor escalated; its end is told.
         */
        post: operations["acknowledgeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{id}/unacknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand an alert back
         * @description **Role:** manager, admin.
         */
        post: operations["unacknowledgeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in
         * @description **Role:** none, no login. Paste the `accessToken` into Authorize. It is good for 15 minutes.
         */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End this session, or all of mine
         * @description **Role:** anybody logged in.
         */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who am I, and what may I do
         * @description **Role:** anybody logged in.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change my password
         * @description **Role:** anybody logged in. Ends every other session of mine.
         */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Spend a refresh token for a new pair
         * @description **Role:** none, no login. Send it again when the answer was lost: for 30 s, and until the new one is spent, it gives the same one again. Any other use of a spent one ends the whole session.
         */
        post: operations["refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the channels
         * @description **Role:** user, manager, admin.
         */
        get: operations["listChannels"];
        put?: never;
        /**
         * Add a channel
         * @description **Role:** admin. A webhook is signed by Standard Webhooks 1.0 and carries a `WebhookBody`; `webhook-id` stays the same when it is sent again.
         */
        post: operations["createChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show one channel
         * @description **Role:** user, manager, admin.
         */
        get: operations["getChannel"];
        put?: never;
        post?: never;
        /**
         * Delete a channel
         * @description **Role:** admin. What waits for it and its log go with it.
         */
        delete: operations["deleteChannel"];
        options?: never;
        head?: never;
        /**
         * Change a channel
         * @description **Role:** admin. The kind stays. A password is cleared when the address, its path or `tlsCa` changes and it is not sent again. What waits for this channel is tried at once.
         */
        patch: operations["updateChannel"];
        trace?: never;
    };
    "/api/v1/channels/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the log of a channel
         * @description **Role:** manager, admin. The newest first, with its attempts.
         */
        get: operations["listChannelDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a sample notice
         * @description **Role:** admin. Once, the way that all notices go, to a disabled channel too; waits up to 15 s for what becomes of it.
         */
        post: operations["testChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/copies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List databases that Amiral made or keeps and that serve nobody
         * @description **Role:** user, manager, admin. Why each is there, and when it goes. A server with any can be neither deactivated nor deleted.
         */
        get: operations["listCopies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/copies/{id}/keep": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave such a database to people, for good
         * @description **Role:** admin. Amiral forgets it: it is never dropped, and keeps no server from being deactivated any more.
         */
        post: operations["keepCopy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the log of deliveries
         * @description **Role:** manager, admin. The newest first, with its attempts.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a failed delivery once more
         * @description **Role:** manager, admin. At once, and once: when that fails too, it is failed again.
         */
        post: operations["retryDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the journal
         * @description **Role:** manager, admin. The newest line first.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/expiry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show whose time is over
         * @description **Role:** user, manager, admin. Where the plan suspends on expiry: what is due, what is held, and what had passed before and is left alone.
         */
        get: operations["getExpiry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/expiry/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm that what is held is to be suspended
         * @description **Role:** admin. Those that are held now, and no others.
         */
        post: operations["confirmExpiry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/monitor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the monitor of the answering process does, and how late it is
         * @description **Role:** user, manager, admin.
         */
        get: operations["getMonitor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/panic": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the monitor frozen, since when, over how many servers, why
         * @description **Role:** user, manager, admin.
         */
        get: operations["getPanic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/panic/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm that the outage is real
         * @description **Role:** admin. The fleet is then judged as it looks.
         */
        post: operations["confirmPanic"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the incidents
         * @description **Role:** user, manager, admin. The newest first.
         */
        get: operations["listIncidents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show one incident with all that happened
         * @description **Role:** user, manager, admin.
         */
        get: operations["getIncident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take care of an incident
         * @description **Role:** manager, admin. Its alerts are neither repeated nor escalated; their end is told.
         */
        post: operations["acknowledgeIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/unacknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand an incident back
         * @description **Role:** manager, admin.
         */
        post: operations["unacknowledgeIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the instances
         * @description **Role:** user, manager, admin.
         */
        get: operations["listInstances"];
        put?: never;
        /**
         * Record an instance
         * @description **Role:** manager, admin. Without `serverId` the best server takes it. It stays a draft, or with `provision` its database is made at once: `Operation-Location` says where that is told. 200 with the instance that has the same `externalId` already.
         */
        post: operations["createInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/adopt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record a database that is already on a server
         * @description **Role:** manager, admin. The server is asked for it first. It takes a slot, on a cordoned server too, and is active at once.
         */
        post: operations["adoptInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend or resume many instances
         * @description **Role:** manager, admin. Each by an operation of its own, below one that ends when they have; its result has a verdict for each. With `dryRun` 200 and the verdicts, and nothing is begun.
         */
        post: operations["bulkInstances"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show one instance
         * @description **Role:** user, manager, admin.
         */
        get: operations["getInstance"];
        put?: never;
        post?: never;
        /**
         * Delete the record of a terminated instance
         * @description **Role:** admin.
         */
        delete: operations["deleteInstance"];
        options?: never;
        head?: never;
        /**
         * Change an instance
         * @description **Role:** manager, admin. Null clears a field. Server and database stay as they are; the template can be changed in a draft only.
         */
        patch: operations["updateInstance"];
        trace?: never;
    };
    "/api/v1/instances/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Claim the database of an instance
         * @description **Role:** admin. Writes into it that this Amiral works on it, whichever did before: after a restore, or when the other one is gone for good. Two that work on the same database harm it.
         */
        post: operations["claimInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/inspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look inside the database of an instance
         * @description **Role:** manager, admin. Its size, its users, the last login, late scheduled actions.
         */
        post: operations["inspectInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/provision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the database of an instance
         * @description **Role:** manager, admin. Of a draft or a failed one, from its template. The first password is shown once by the operation.
         */
        post: operations["provisionInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/purge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Drop the database of a terminated instance now
         * @description **Role:** admin. Only the database that Amiral knows by its uuid; for good.
         */
        post: operations["purgeInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a suspended or expired instance
         * @description **Role:** manager, admin.
         */
        post: operations["resumeInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/service-login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give Amiral a login in the database of an instance
         * @description **Role:** manager, admin. Of the group system; it is tried before it is stored, and never shown.
         */
        put: operations["setInstanceServiceLogin"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend an instance
         * @description **Role:** manager, admin. Nobody gets in and nothing runs by itself; no data is touched. Resuming opens exactly what was open.
         */
        post: operations["suspendInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instances/{id}/terminate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Terminate an instance
         * @description **Role:** manager, admin. Where its database is kept: at once, 200 with the instance. Where it is dropped: 202 with the operation that suspends it, frees the slot, and lets the database be purged seven days later.
         */
        post: operations["terminateInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/maintenance-windows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the maintenance windows
         * @description **Role:** user, manager, admin. The newest first.
         */
        get: operations["listMaintenanceWindows"];
        put?: never;
        /**
         * Plan a maintenance window
         * @description **Role:** manager, admin. While it is on, alerts of its servers tell nobody.
         */
        post: operations["createMaintenanceWindow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/maintenance-windows/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * When maintenance windows are on
         * @description **Role:** user, manager, admin. Every occurrence that touches the span, in order; at most 366 days at once.
         */
        get: operations["getMaintenanceCalendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/maintenance-windows/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show one maintenance window
         * @description **Role:** user, manager, admin.
         */
        get: operations["getMaintenanceWindow"];
        put?: never;
        post?: never;
        /**
         * Delete a maintenance window
         * @description **Role:** manager, admin.
         */
        delete: operations["deleteMaintenanceWindow"];
        options?: never;
        head?: never;
        /**
         * Change a maintenance window
         * @description **Role:** manager, admin.
         */
        patch: operations["updateMaintenanceWindow"];
        trace?: never;
    };
    "/api/v1/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List operations
         * @description **Role:** user, manager, admin. The newest first, without their steps.
         */
        get: operations["listOperations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the stop switch
         * @description **Role:** admin.
         */
        get: operations["getOperationPause"];
        put?: never;
        /**
         * Pause operations
         * @description **Role:** admin. Steps under way end, none begins; watching and alerts go on.
         */
        post: operations["pauseOperations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/reconciliation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare what Amiral knows with what servers have
         * @description **Role:** admin. Asks every server for its databases, and looks whose each is where there is a login. Read it after Amiral was restored: operations may be let go on only then.
         */
        get: operations["getOperationReconciliation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/unpause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let operations go on
         * @description **Role:** admin.
         */
        post: operations["unpauseOperations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show one operation with its steps
         * @description **Role:** user, manager, admin.
         */
        get: operations["getOperation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an operation
         * @description **Role:** manager, admin. It ends between two steps, or what may be aborted is; what was done is undone.
         */
        post: operations["cancelOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what became of a call
         * @description **Role:** admin. Of an operation that needs an operator. `done`: it goes on; `not-done`: it is undone, or past the point of no return stays as it is.
         */
        post: operations["resolveOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a failed operation again
         * @description **Role:** manager, admin. Only one that failed with nothing to undo; it begins at the step that failed.
         */
        post: operations["retryOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show the first password once
         * @description **Role:** manager, admin. To whoever asked for the operation, within a day; it is erased by being shown.
         */
        post: operations["revealOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The fleet at a glance
         * @description **Role:** user, manager, admin. How many servers by state and health, how full they are, and which ones need somebody, the worst first.
         */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the plans
         * @description **Role:** user, manager, admin.
         */
        get: operations["listPlans"];
        put?: never;
        /**
         * Add a plan
         * @description **Role:** admin.
         */
        post: operations["createPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show one plan
         * @description **Role:** user, manager, admin.
         */
        get: operations["getPlan"];
        put?: never;
        post?: never;
        /**
         * Delete a plan
         * @description **Role:** admin. Instances that refer to it keep it from being deleted, terminated ones too.
         */
        delete: operations["deletePlan"];
        options?: never;
        head?: never;
        /**
         * Change a plan
         * @description **Role:** manager, admin. Null clears a field. An archived plan takes no new instance; those it has keep it.
         */
        patch: operations["updatePlan"];
        trace?: never;
    };
    "/api/v1/sd/prometheus": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The servers as targets of Prometheus
         * @description **Role:** admin. In the format of `http_sd_config`.
         */
        get: operations["listPrometheusTargets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/servers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the servers
         * @description **Role:** user, manager, admin.
         */
        get: operations["listServers"];
        put?: never;
        /**
         * Enter a server
         * @description **Role:** admin.
         */
        post: operations["createServer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/servers/available": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The best server for a new instance
         * @description **Role:** user, manager, admin.
         */
        get: operations["getAvailableServer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/servers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show one server
         * @description **Role:** user, manager, admin.
         */
        get: operations["getServer"];
        put?: never;
        post?: never;
        /**
         * Delete a server
         * @description **Role:** admin.
         */
        delete: operations["deleteServer"];
        options?: never;
        head?: never;
        /**
         * Change a server
         * @description **Role:** manager, admin. Null clears a field. Another `serverUrl` or `tlsCa` clears the passwords that are not sent again; another `serverUrl` starts health over.
         */
        patch: operations["updateServer"];
        trace?: never;
    };
    "/api/v1/servers/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a server into service
         * @description **Role:** manager, admin. Tests the connection first; when the test fails nothing changes.
         */
        post: operations["activateServer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/servers/{id}/adopt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record many databases that are already on a server
         * @description **Role:** manager, admin. Each by itself, as `POST /instances/adopt` does it: one that is refused harms no other.
         */
        post: operations["adoptServerDatabases"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/servers/{id}/check-health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Probe a server now
         * @description **Role:** manager, admin. Stores the outcome and answers with the server, whatever was found.
         */
        post: operations["checkServerHealth"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/servers/{id}/cordon": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take no new instance on a server
         * @description **Role:** manager, admin.
         */
        post: operations["cordonServer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/servers/{id}/databases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the databases of a server
         * @description **Role:** user, manager, admin. Asks the server, and says of each whose it is.
         */
        get: operations["listServerDatabases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/servers/{id}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a server out of service
         * @description **Role:** manager, admin.
         */
        post: operations["deactivateServer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/servers/{id}/doctor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look for what endangers a server
         * @description **Role:** manager, admin. Calls it, and says of each finding what it endangers and the line that mends it. Changes nothing.
         */
        get: operations["examineServer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/servers/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the journal of a server
         * @description **Role:** user, manager, admin. The newest line first. `requestId` and `ip` are null for those who may not read the whole journal.
         */
        get: operations["listServerEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/servers/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What probes of a server found, over time
         * @description **Role:** user, manager, admin. Ready to plot: every point is there. `from` and `to` are moved to the edges of points. Points of 300 s are kept for 14 days, of an hour for 180 days, of a day for three years. What the seconds of a point lack was not watched, or is yet to come.
         */
        get: operations["getServerHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/servers/{id}/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the instances of a server
         * @description **Role:** user, manager, admin. Terminated ones too: filter by `state`.
         */
        get: operations["listServerInstances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/servers/{id}/maintenance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a maintenance
         * @description **Role:** manager, admin. No probe ends it; `until` does, through the same check as activate.
         */
        post: operations["maintainServer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/servers/{id}/reorder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a server right before or after another one
         * @description **Role:** manager, admin. In the order of `sequence`. Others make room where there is none; their `version` stays.
         */
        post: operations["reorderServer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/servers/{id}/test-connection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test the connection to a server
         * @description **Role:** manager, admin. Reports each check and changes nothing. Advisory checks never make the whole fail.
         */
        post: operations["testServerConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/servers/{id}/uncordon": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take new instances on a server again
         * @description **Role:** manager, admin.
         */
        post: operations["uncordonServer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/servers/{id}/uptime": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much of the time a server was up
         * @description **Role:** user, manager, admin. Weighted by time: up ÷ (up + down). Maintenance and what is not known count neither way; `coverage` says how much is known. A window begins with a full five minutes (24h, 7d) or a full hour (30d, 90d).
         */
        get: operations["getServerUptime"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/silences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the silences
         * @description **Role:** user, manager, admin. The newest first.
         */
        get: operations["listSilences"];
        put?: never;
        /**
         * Silence alerts for a while
         * @description **Role:** manager, admin. What still fires when it ends is told then.
         */
        post: operations["createSilence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/silences/{id}/expire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a silence now
         * @description **Role:** manager, admin.
         */
        post: operations["expireSilence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow what changes
         * @description **Role:** user, manager, admin. Server-sent events, to be read with fetch so that the token travels in the header: `server` (as `GET /servers/:id` answers, or `{ id, deleted: true }`), `probe`, `panic` (read `/health/panic` again), `reset` (read everything again), `ready`. Each carries an id; send the last one as `Last-Event-ID` to be told what came meanwhile. Some may be told twice. The stream ends when the session does.
         */
        get: operations["followChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the templates
         * @description **Role:** user, manager, admin.
         */
        get: operations["listTemplates"];
        put?: never;
        /**
         * Add a template
         * @description **Role:** admin.
         */
        post: operations["createTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show one template
         * @description **Role:** user, manager, admin.
         */
        get: operations["getTemplate"];
        put?: never;
        post?: never;
        /**
         * Delete a template
         * @description **Role:** admin. Instances that refer to it keep it from being deleted, terminated ones too.
         */
        delete: operations["deleteTemplate"];
        options?: never;
        head?: never;
        /**
         * Change a template
         * @description **Role:** manager, admin. Null clears a field. `servers` replaces the whole list. An archived template takes no new instance.
         */
        patch: operations["updateTemplate"];
        trace?: never;
    };
    "/api/v1/templates/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a template onto servers
         * @description **Role:** manager, admin. Copies it from its source, sealed, to each server, compares it there, and makes it ready. A server that fails keeps what it had and harms no other; `retry` tries those again.
         */
        post: operations["publishTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates/{id}/service-login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give Amiral a login in a template
         * @description **Role:** manager, admin. Tried before it is stored: on the source server, or without one on a server where the template is ready. No copy keeps it.
         */
        put: operations["setTemplateLogin"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the staff
         * @description **Role:** admin.
         */
        get: operations["listUsers"];
        put?: never;
        /**
         * Add a user
         * @description **Role:** admin.
         */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show one user
         * @description **Role:** admin.
         */
        get: operations["getUser"];
        put?: never;
        post?: never;
        /**
         * Delete a user
         * @description **Role:** admin.
         */
        delete: operations["deleteUser"];
        options?: never;
        head?: never;
        /**
         * Change a user
         * @description **Role:** admin. A new password or disabling ends all sessions of the user. A new role counts from the next request.
         */
        patch: operations["updateUser"];
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the process alive
         * @description **Role:** none, no login.
         */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Can it serve: needs the database, and room on its disk
         * @description **Role:** none, no login.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics of this process and of the fleet as a whole
         * @description **Role:** admin. Without its database a process tells of itself alone, and says so: `amiral_fleet_known` is 0, `amiral_monitor_paused` 1.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics/servers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics of each server
         * @description **Role:** admin. One series a server and metric: for fleets that bear it.
         */
        get: operations["getServerMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @example {
         *       "note": "On my way"
         *     }
         */
        Acknowledgement: {
            note?: string | null;
        };
        ActivatedServer: {
            /** @description what you may do with this row now */
            actions: ("activate" | "maintenance" | "deactivate" | "cordon" | "uncordon" | "check-health" | "test-connection")[];
            archived: boolean;
            /** @description percent of the slots that are free */
            availableCapacity: number;
            code: string;
            cordoned: boolean;
            cpuCores: number | null;
            /** Format: date-time */
            createdAt: string;
            dbHost: string | null;
            dbPort: number | null;
            dbUser: string | null;
            description: string | null;
            diskGb: number | null;
            hasDbPassword: boolean;
            hasMasterPassword: boolean;
            hasServerPassword: boolean;
            healthIntervalSeconds: number | null;
            /** @description why it is not healthy, the worst first */
            healthReasons: components["schemas"]["HealthReason"][];
            /**
             * Format: date-time
             * @description since when its health is what it is
             */
            healthSince: string;
            /** @enum {string} */
            healthStatus: "healthy" | "warning" | "critical" | "unknown";
            /** Format: uuid */
            id: string;
            instanceCount: number;
            isOnline: boolean | null;
            labels: {
                [key: string]: string;
            };
            /** Format: date-time */
            lastCheckAt: string | null;
            lastError: string | null;
            maintenanceReason: string | null;
            /** Format: date-time */
            maintenanceUntil: string | null;
            maxInstances: number;
            memoryGb: number | null;
            name: string;
            odooVersion: string | null;
            responseTimeMs: number | null;
            sequence: number;
            serverIp: string | null;
            serverPort: number | null;
            serverUrl: string;
            serverUsername: string | null;
            /** @enum {string} */
            state: "draft" | "active" | "maintenance" | "offline" | "disabled";
            tlsCa: string | null;
            /** Format: date-time */
            updatedAt: string;
            version: number;
            /** @description what is wrong and does not keep it out of service, as a stored master password that Odoo refuses */
            warnings: string[];
        };
        /** @description a verdict for each, in the order of the call */
        Adopted: {
            items: {
                code: string | null;
                databaseName: string | null;
                detail: string | null;
                /** Format: uuid */
                instanceId: string | null;
                /** @enum {string} */
                status: "adopted" | "refused";
            }[];
        };
        /**
         * @example {
         *       "customerEmail": "it@dupont.example",
         *       "customerName": "Dupont SA",
         *       "databaseName": "dupont",
         *       "name": "Dupont SA",
         *       "planId": "019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b",
         *       "serverId": "019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7d",
         *       "subdomain": "dupont"
         *     }
         */
        Adoption: {
            /**
             * Format: email
             * @example it@dupont.example
             */
            customerEmail: string;
            /** @example Dupont SA */
            customerName: string;
            /**
             * @description unique on its server, by exact spelling
             * @example dupont
             */
            databaseName: string;
            /**
             * @description unique among instances that are not terminated
             * @example erp.dupont.example
             */
            domain?: string | null;
            /**
             * Format: date-time
             * @example 2027-12-31T23:00:00Z
             */
            expiresAt?: string | null;
            /**
             * @description what your billing system calls it; unique: recording it again answers the instance that is there
             * @example order-4711
             */
            externalId?: string | null;
            /** @example Dupont SA */
            name: string;
            notes?: string | null;
            odooVersion?: string | null;
            /** Format: uuid */
            planId: string;
            /** Format: uuid */
            serverId: string;
            /**
             * @description unique among instances that are not terminated
             * @example dupont
             */
            subdomain: string;
            /** Format: uuid */
            templateId?: string | null;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "customerEmail": "it@dupont.example",
         *           "customerName": "Dupont SA",
         *           "databaseName": "dupont",
         *           "name": "Dupont SA",
         *           "planId": "019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b",
         *           "subdomain": "dupont"
         *         }
         *       ]
         *     }
         */
        Adoptions: {
            /** @description each like the body of `POST /instances/adopt`, without `serverId` */
            items: {
                [key: string]: unknown;
            }[];
        };
        Alert: {
            /** Format: date-time */
            acknowledgedAt: string | null;
            acknowledgedBy: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            /** @description what you may do with it now */
            actions: ("acknowledge" | "unacknowledge")[];
            /**
             * @description only `recovered` means that all is well
             * @enum {string|null}
             */
            endReason: "recovered" | "maintenance" | "deactivated" | "archived" | "deleted" | "rule-changed" | "rule-disabled" | "rule-deleted" | null;
            /** @description who took it out of service and until when, as a text */
            ended: string | null;
            /** Format: date-time */
            endsAt: string | null;
            /** Format: date-time */
            escalatedAt: string | null;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            incidentId: string | null;
            /** Format: uuid */
            instanceId: string | null;
            /** @enum {string} */
            kind: "server-critical" | "server-warning" | "database-down" | "certificate-ends" | "capacity" | "headroom-low" | "health-unknown" | "monitor-frozen" | "backup-overdue" | "maintenance-overrun" | "operation-failed" | "operation-needs-operator" | "crons-late" | "over-plan" | "expiry-held";
            /** @description those of the server */
            labels: {
                [key: string]: string;
            };
            /** Format: uuid */
            operationId: string | null;
            /**
             * Format: date-time
             * @description since when it holds
             */
            pendingSince: string;
            /** @description name of the rule */
            rule: string;
            /** Format: uuid */
            ruleId: string;
            serverCode: string | null;
            /**
             * Format: uuid
             * @description null: of the fleet, or of the monitor itself
             */
            serverId: string | null;
            serverName: string | null;
            /** @enum {string} */
            severity: "info" | "warning" | "critical";
            /** @description a silence or a maintenance window keeps it quiet */
            silenced: boolean;
            /**
             * Format: date-time
             * @description since when it fires
             */
            startsAt: string | null;
            /** @enum {string} */
            state: "pending" | "firing" | "resolved";
            summary: string;
            /**
             * Format: date-time
             * @description when a channel last took a notice that it fires
             */
            toldAt: string | null;
        };
        AlertPage: {
            items: components["schemas"]["Alert"][];
            page: number;
            perPage: number;
            total: number;
        };
        AlertRule: {
            /** @description can be disabled and reset, not deleted */
            builtIn: boolean;
            /** Format: date-time */
            createdAt: string;
            enabled: boolean;
            holdSeconds: number;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "server-critical" | "server-warning" | "database-down" | "certificate-ends" | "capacity" | "headroom-low" | "health-unknown" | "monitor-frozen" | "backup-overdue" | "maintenance-overrun" | "operation-failed" | "operation-needs-operator" | "crons-late" | "over-plan" | "expiry-held";
            labels: {
                [key: string]: string;
            };
            name: string;
            opensIncident: boolean;
            /** @enum {string} */
            severity: "info" | "warning" | "critical";
            threshold: {
                days?: number[];
                percent?: number;
                slots?: number;
            } | null;
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        /**
         * @example {
         *       "holdSeconds": 600
         *     }
         */
        AlertRuleEdit: {
            enabled?: boolean;
            /** @description how long it must hold before it fires */
            holdSeconds?: number;
            /**
             * @description all of these have to be carried; empty: whatever the labels
             * @example {
             *       "rack": "2"
             *     }
             */
            labels?: {
                [key: string]: string;
            };
            /** @example Capacity of the old rack */
            name?: string;
            /** @description whether it makes an incident of a server; offline and critical ones make one in any case */
            opensIncident?: boolean;
            /** @enum {string} */
            severity?: "info" | "warning" | "critical";
            /** @description `certificate-ends`: `days` before the end, each of which is told, the last as severe as the rule, and none before the last third of its life; `capacity`: `percent` of slots taken; `headroom-low`: free `slots`, or `percent` of slots free; other kinds: null */
            threshold?: ({
                days: number[];
            } | {
                percent: number;
            } | {
                slots: number;
            }) | null;
        };
        AlertRulePage: {
            items: components["schemas"]["AlertRule"][];
            page: number;
            perPage: number;
            total: number;
        };
        AvailableServer: {
            /** @description what you may do with this row now */
            actions: ("activate" | "maintenance" | "deactivate" | "cordon" | "uncordon" | "check-health" | "test-connection")[];
            archived: boolean;
            /** @description percent of the slots that are free */
            availableCapacity: number;
            code: string;
            cordoned: boolean;
            cpuCores: number | null;
            /** Format: date-time */
            createdAt: string;
            dbHost: string | null;
            dbPort: number | null;
            dbUser: string | null;
            description: string | null;
            diskGb: number | null;
            hasDbPassword: boolean;
            hasMasterPassword: boolean;
            hasServerPassword: boolean;
            healthIntervalSeconds: number | null;
            /** @description why it is not healthy, the worst first */
            healthReasons: components["schemas"]["HealthReason"][];
            /**
             * Format: date-time
             * @description since when its health is what it is
             */
            healthSince: string;
            /** @enum {string} */
            healthStatus: "healthy" | "warning" | "critical" | "unknown";
            /** Format: uuid */
            id: string;
            instanceCount: number;
            isOnline: boolean | null;
            labels: {
                [key: string]: string;
            };
            /** Format: date-time */
            lastCheckAt: string | null;
            lastError: string | null;
            maintenanceReason: string | null;
            /** Format: date-time */
            maintenanceUntil: string | null;
            maxInstances: number;
            memoryGb: number | null;
            name: string;
            odooVersion: string | null;
            rejected?: {
                [key: string]: number;
            };
            responseTimeMs: number | null;
            sequence: number;
            serverIp: string | null;
            serverPort: number | null;
            serverUrl: string;
            serverUsername: string | null;
            /** @enum {string} */
            state: "draft" | "active" | "maintenance" | "offline" | "disabled";
            tlsCa: string | null;
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        /**
         * @example {
         *       "action": "suspend",
         *       "dryRun": true,
         *       "filter": {
         *         "planId": "019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b"
         *       }
         *     }
         */
        BulkRequest: {
            /** @enum {string} */
            action: "suspend" | "resume" | "backup";
            /** @description true: says what would become of each, and starts nothing */
            dryRun?: boolean;
            /** @description as in the list of instances; instead of ids */
            filter?: {
                planId?: string | string[];
                /** @description text to search for */
                q?: string;
                serverId?: string | string[];
                state?: ("draft" | "provisioning" | "active" | "suspended" | "expired" | "terminated" | "failed") | ("draft" | "provisioning" | "active" | "suspended" | "expired" | "terminated" | "failed")[];
                templateId?: string | string[];
            };
            ids?: string[];
            /** @example The contract has ended */
            reason?: string | null;
        };
        /** @description a verdict for each, in the order of ids, or by id */
        BulkVerdicts: {
            items: {
                /** @description why it is refused */
                code: string | null;
                detail: string | null;
                /** Format: uuid */
                instanceId: string;
                /** @description null: there is no such instance */
                name: string | null;
                /** @enum {string} */
                verdict: "accepted" | "refused";
            }[];
        };
        Channel: {
            /** Format: date-time */
            createdAt: string;
            enabled: boolean;
            escalation: boolean;
            /**
             * Format: date-time
             * @description when the receiver said that it is gone for good (HTTP 410), which disabled the channel; null once it is enabled again
             */
            goneAt: string | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "webhook" | "email" | "slack" | "teams" | "alertmanager";
            labels: {
                [key: string]: string;
            };
            /** @enum {string} */
            minSeverity: "info" | "warning" | "critical";
            name: string;
            /** @description those of its kind, without secrets; of Slack, Teams and, for whoever may not edit it, any web address only the host */
            settings: {
                from?: string;
                hasPassword?: boolean;
                host?: string;
                port?: number;
                /** @description two while a signing secret is being changed */
                secretCount?: number;
                /** @enum {string} */
                secure?: "tls" | "starttls" | "none";
                tlsCa?: string | null;
                to?: string[];
                url?: string;
                username?: string | null;
            };
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        /**
         * @example {
         *       "minSeverity": "warning"
         *     }
         */
        ChannelEdit: {
            enabled?: boolean;
            /** @description whether escalations come here too */
            escalation?: boolean;
            /**
             * @description what comes here: the alerts that carry them all
             * @example {
             *       "region": "eu-west"
             *     }
             */
            labels?: {
                [key: string]: string;
            };
            /**
             * @description info unless given
             * @enum {string}
             */
            minSeverity?: "info" | "warning" | "critical";
            /** @example On call */
            name?: string;
            /** @description those of its kind that change; the others stay, secrets too */
            settings?: {
                [key: string]: unknown;
            };
        };
        ChannelPage: {
            items: components["schemas"]["Channel"][];
            page: number;
            perPage: number;
            total: number;
        };
        ChannelTest: {
            /** @description empty, or without an end, when it took longer than 15 s */
            attempts: components["schemas"]["DeliveryAttempt"][];
            /** Format: uuid */
            deliveryId: string;
            ok: boolean;
        };
        /**
         * @example {
         *       "confirm": "Dupont SA"
         *     }
         */
        ClaimRequest: {
            /** @description the name of the instance, as it is written */
            confirm?: string;
        };
        ConnectionReport: {
            checks: {
                detail: string;
                name: string;
                /** @description null: the check could not be made */
                ok: boolean | null;
            }[];
            odooVersion: string | null;
            ok: boolean;
            /** @enum {string|null} */
            protocol: "jsonrpc" | "web-version" | "version-info" | "health" | null;
            /** @enum {string|null} */
            reason: "not-odoo" | "odoo-error" | "database-down" | "dns" | "refused" | "unreachable" | "timeout" | "reset" | "tls" | "redirect" | "http-status" | "bad-answer" | "too-large" | "headers-too-large" | "address-denied" | "no-file-handles" | "no-network" | "no-dns" | "event-loop-late" | "internal" | null;
            responseTimeMs: number | null;
        };
        Credentials: {
            /**
             * @description true: the refresh token comes in an HttpOnly cookie, out of reach of scripts, and not in the answer
             * @example false
             */
            cookie?: boolean;
            /** @example admin@localhost */
            email: string;
            /**
             * Format: password
             * @example correct horse battery staple
             */
            password: string;
        };
        Delivery: {
            /** @description what you may do with it now */
            actions: "retry"[];
            attempts: components["schemas"]["DeliveryAttempt"][];
            channel: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "webhook" | "email" | "slack" | "teams" | "alertmanager";
                name: string;
            };
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            /**
             * Format: date-time
             * @description null while an attempt is under way, and at the end
             */
            nextAttemptAt: string | null;
            notice: {
                /** Format: date-time */
                at: string;
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "firing" | "repeat" | "escalation" | "resolved" | "withdrawn" | "sample";
                /** @enum {string} */
                severity: "info" | "warning" | "critical";
                threadKey: string;
                title: string;
            };
            /** Format: date-time */
            settledAt: string | null;
            /** @enum {string} */
            state: "pending" | "delivered" | "failed";
        };
        DeliveryAttempt: {
            /**
             * Format: date-time
             * @description null while it is under way
             */
            endedAt: string | null;
            error: string | null;
            /** Format: uuid */
            id: string;
            ms: number | null;
            number: number;
            ok: boolean | null;
            /** Format: date-time */
            startedAt: string;
            /** @description an HTTP status, or the reply code of a mail server */
            status: number | null;
        };
        DeliveryPage: {
            items: components["schemas"]["Delivery"][];
            page: number;
            perPage: number;
            total: number;
        };
        Diagnosis: {
            /** Format: date-time */
            at: string;
            findings: components["schemas"]["Finding"][];
        };
        Event: {
            /** @enum {string} */
            action: "create" | "update" | "delete" | "activate" | "maintenance" | "maintenance-overrun" | "deactivate" | "cordon" | "uncordon" | "reorder" | "check-health" | "test-connection" | "offline" | "online" | "panic" | "panic-confirm" | "panic-end" | "adopt" | "terminate" | "login" | "login-failed" | "logout" | "change-password" | "refresh-reused" | "test" | "retry" | "acknowledge" | "unacknowledge" | "expire" | "reset" | "start" | "succeed" | "fail" | "compensate" | "need-operator" | "cancel" | "cancelled" | "resolve" | "reveal" | "pause" | "unpause" | "provision" | "suspend" | "resume" | "inspect" | "purge" | "claim" | "service-login" | "publish" | "expiry-notice" | "expiry-confirm" | "keep";
            actor: {
                /**
                 * Format: uuid
                 * @description null when Amiral itself acted
                 */
                id: string | null;
                name: string;
            };
            /** Format: date-time */
            at: string;
            changes: {
                after: unknown;
                before: unknown;
                field: string;
            }[];
            /** Format: uuid */
            id: string;
            ip: string | null;
            requestId: string | null;
            /** Format: uuid */
            subjectId: string | null;
            subjectName: string;
            /** @enum {string} */
            subjectType: "server" | "instance" | "plan" | "template" | "user" | "monitor" | "channel" | "delivery" | "alert" | "alert-rule" | "incident" | "silence" | "maintenance-window" | "operation";
        };
        EventPage: {
            items: components["schemas"]["Event"][];
            page: number;
            perPage: number;
            total: number;
        };
        ExpiringInstance: {
            /** Format: date-time */
            expiresAt: string;
            /** Format: uuid */
            instanceId: string;
            name: string;
            /** Format: uuid */
            planId: string;
            /** Format: uuid */
            serverId: string;
            /**
             * @description why it is not suspended yet; `failed-before`: it is tried again within the hour; null: nothing
             * @enum {string|null}
             */
            waitsFor: "no-service-login" | "confirmation" | "server-not-reachable" | "paused" | "operation-in-progress" | "failed-before" | null;
        };
        Expiry: {
            /** @description whose time is over, or will be within the hour */
            due: components["schemas"]["ExpiringInstance"][];
            /** @description too many at once: an administrator confirms that they are meant */
            held: components["schemas"]["ExpiringInstance"][];
            /**
             * Format: date-time
             * @description null: nothing is held
             */
            heldSince: string | null;
            /** @description more than these due within an hour are held */
            limit: number;
            /** @description whose date had passed before their plan suspended: they are left alone */
            past: components["schemas"]["ExpiringInstance"][];
            /** @description of each list there is; the lists name 1,000 at the most, the earliest first */
            total: {
                due: number;
                held: number;
                past: number;
            };
        };
        Finding: {
            /** @example default-master-password */
            code: string;
            /** @description what was seen */
            detail: string;
            endangers: string;
            /** @description the lines to put into odoo.conf or nginx, or the command to run */
            remedy: string;
            /** @enum {string} */
            severity: "critical" | "warning";
        };
        HealthReason: {
            /** @enum {string} */
            code: "unreachable" | "database-down" | "slow" | "unconfirmed-failure" | "database-unconfirmed" | "certificate-ends" | "crons-late" | "host-disk" | "host-memory" | "stale" | "frozen";
            /** @description for people */
            detail: string;
            params: {
                [key: string]: string | number | (null);
            };
        };
        Incident: {
            /** Format: date-time */
            acknowledgedAt: string | null;
            acknowledgedBy: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            /** @description what you may do with it now */
            actions: ("acknowledge" | "unacknowledge")[];
            alerts: {
                /** @enum {string|null} */
                endReason: "recovered" | "maintenance" | "deactivated" | "archived" | "deleted" | "rule-changed" | "rule-disabled" | "rule-deleted" | null;
                /** Format: date-time */
                endsAt: string | null;
                /** Format: uuid */
                id: string;
                rule: string;
                /** @enum {string} */
                severity: "info" | "warning" | "critical";
                /** Format: date-time */
                startsAt: string | null;
                /** @enum {string} */
                state: "pending" | "firing" | "resolved";
            }[];
            cause: string;
            /** @description how often it went bad or well */
            changes: number;
            /** @enum {string|null} */
            closeReason: "recovered" | "maintenance" | "deactivated" | "archived" | "deleted" | null;
            /** Format: date-time */
            closedAt: string | null;
            /**
             * Format: date-time
             * @description since when it is over; it is closed once it has stayed so
             */
            endedAt: string | null;
            /** @description it comes and goes, and stays open until it has been quiet for long */
            flapping: boolean;
            /** Format: uuid */
            id: string;
            note: string | null;
            /** Format: date-time */
            openedAt: string;
            serverCode: string | null;
            /**
             * Format: uuid
             * @description null: the monitor itself
             */
            serverId: string | null;
            serverName: string | null;
            /** @enum {string} */
            severity: "info" | "warning" | "critical";
            timeline: {
                /** @description an alert that began to fire or ended */
                alert?: {
                    /** @enum {string|null} */
                    endReason: "recovered" | "maintenance" | "deactivated" | "archived" | "deleted" | "rule-changed" | "rule-disabled" | "rule-deleted" | null;
                    ended: string | null;
                    /** Format: uuid */
                    id: string;
                    rule: string;
                    /** @enum {string} */
                    severity: "info" | "warning" | "critical";
                    /** @enum {string} */
                    state: "pending" | "firing" | "resolved";
                };
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                kind: "transition" | "alert" | "notice";
                /** @description a notice was sent; `alerts` of this incident */
                notice?: {
                    alerts: number;
                    /** @description those whose receiver took it, and when: nobody else was told */
                    channels: {
                        /** Format: date-time */
                        at: string;
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        kind: "webhook" | "email" | "slack" | "teams" | "alertmanager";
                        name: string;
                    }[];
                    /** @description channels it was given up for */
                    failed: number;
                    /** Format: uuid */
                    id: string;
                    /** @enum {string} */
                    kind: "firing" | "repeat" | "escalation" | "resolved" | "withdrawn" | "sample";
                    /** @description channels it is still on its way to */
                    waiting: number;
                };
                /** @description a change of the server */
                transition?: {
                    health: string | null;
                    healthBefore: string | null;
                    state: string | null;
                    stateBefore: string | null;
                };
            }[];
        };
        IncidentPage: {
            items: components["schemas"]["IncidentRow"][];
            page: number;
            perPage: number;
            total: number;
        };
        IncidentRow: {
            /** Format: date-time */
            acknowledgedAt: string | null;
            acknowledgedBy: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            /** @description what you may do with it now */
            actions: ("acknowledge" | "unacknowledge")[];
            alerts: {
                /** @enum {string|null} */
                endReason: "recovered" | "maintenance" | "deactivated" | "archived" | "deleted" | "rule-changed" | "rule-disabled" | "rule-deleted" | null;
                /** Format: date-time */
                endsAt: string | null;
                /** Format: uuid */
                id: string;
                rule: string;
                /** @enum {string} */
                severity: "info" | "warning" | "critical";
                /** Format: date-time */
                startsAt: string | null;
                /** @enum {string} */
                state: "pending" | "firing" | "resolved";
            }[];
            cause: string;
            /** @description how often it went bad or well */
            changes: number;
            /** @enum {string|null} */
            closeReason: "recovered" | "maintenance" | "deactivated" | "archived" | "deleted" | null;
            /** Format: date-time */
            closedAt: string | null;
            /**
             * Format: date-time
             * @description since when it is over; it is closed once it has stayed so
             */
            endedAt: string | null;
            /** @description it comes and goes, and stays open until it has been quiet for long */
            flapping: boolean;
            /** Format: uuid */
            id: string;
            note: string | null;
            /** Format: date-time */
            openedAt: string;
            serverCode: string | null;
            /**
             * Format: uuid
             * @description null: the monitor itself
             */
            serverId: string | null;
            serverName: string | null;
            /** @enum {string} */
            severity: "info" | "warning" | "critical";
        };
        Instance: {
            /** @description what you may do with this row now */
            actions: ("provision" | "suspend" | "resume" | "inspect" | "terminate" | "purge" | "claim")[];
            /** Format: date-time */
            activatedAt: string | null;
            activeUsers: number | null;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: uuid
             * @description what works on it now
             */
            currentOperationId: string | null;
            customerEmail: string;
            customerName: string;
            databaseName: string;
            domain: string | null;
            /** Format: date-time */
            expiresAt: string | null;
            externalId: string | null;
            /** @description whether Amiral gets into its database */
            hasServiceLogin: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            notes: string | null;
            odooVersion: string | null;
            /** Format: uuid */
            planId: string;
            /**
             * Format: date-time
             * @description when the database of a terminated instance is dropped; null: it stays, or is gone
             */
            purgeAfter: string | null;
            /** Format: uuid */
            serverId: string;
            /** @description of its database, as the last look inside saw it */
            sizeBytes: number | null;
            /** @enum {string} */
            state: "draft" | "provisioning" | "active" | "suspended" | "expired" | "terminated" | "failed";
            subdomain: string;
            /** Format: uuid */
            templateId: string | null;
            version: number;
        };
        /**
         * @example {
         *       "notes": "Calls before every upgrade"
         *     }
         */
        InstanceEdit: {
            /**
             * Format: email
             * @example it@dupont.example
             */
            customerEmail?: string;
            /** @example Dupont SA */
            customerName?: string;
            /**
             * @description unique among instances that are not terminated
             * @example erp.dupont.example
             */
            domain?: string | null;
            /**
             * Format: date-time
             * @example 2027-12-31T23:00:00Z
             */
            expiresAt?: string | null;
            /**
             * @description what your billing system calls it; unique: recording it again answers the instance that is there
             * @example order-4711
             */
            externalId?: string | null;
            /** @example Dupont SA */
            name?: string;
            notes?: string | null;
            odooVersion?: string | null;
            /** Format: uuid */
            planId?: string;
            /**
             * @description unique among instances that are not terminated
             * @example dupont
             */
            subdomain?: string;
            /** Format: uuid */
            templateId?: string;
        };
        InstancePage: {
            items: components["schemas"]["Instance"][];
            page: number;
            perPage: number;
            total: number;
        };
        /**
         * @example {
         *       "confirm": "dupont"
         *     }
         */
        KeepRequest: {
            /** @description the name of the database */
            confirm?: string;
        };
        /** @description the oldest first, 1,000 at the most */
        Leftovers: {
            items: {
                /** Format: date-time */
                createdAt: string;
                /** Format: date-time */
                dropAfter: string | null;
                /** Format: date-time */
                fencedAt: string | null;
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                instanceId: string | null;
                instanceName: string | null;
                /** @description of the database */
                name: string;
                /** Format: uuid */
                operationId: string | null;
                /** @enum {string} */
                role: "live" | "source" | "old" | "replica" | "test";
                /** Format: uuid */
                serverId: string;
                serverName: string;
                /** Format: uuid */
                templateId: string | null;
                /**
                 * @description `terminated`: of an instance that has ended, dropped at dropAfter; `half-made`: work on it ended before it was verified; `left-behind`: of a move, a restore, or a record that is gone
                 * @enum {string}
                 */
                why: "terminated" | "half-made" | "left-behind";
            }[];
        };
        LogoutRequest: {
            /**
             * @description true: every session of mine, this one too
             * @example true
             */
            everywhere?: boolean;
        };
        MaintenanceCalendar: {
            items: {
                /** Format: date-time */
                endsAt: string;
                name: string;
                /** Format: date-time */
                startsAt: string;
                /** Format: uuid */
                windowId: string;
            }[];
        };
        MaintenanceRequest: {
            /** @example Kernel upgrade */
            reason?: string | null;
            /**
             * Format: date-time
             * @example 2027-01-31T22:00:00Z
             */
            until?: string | null;
        };
        MaintenanceWindow: {
            author: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            /** Format: date-time */
            createdAt: string;
            description: string | null;
            /** Format: uuid */
            id: string;
            labels: {
                [key: string]: string;
            };
            name: string;
            schedule: {
                at?: string;
                /** @enum {string} */
                day?: "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";
                days?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                durationMinutes?: number;
                endsAt?: string;
                from?: string;
                /** @enum {string} */
                kind: "once" | "weekly" | "monthly";
                nth?: number;
                startsAt?: string;
                timeZone?: string;
                until?: string;
            };
            serverIds: string[];
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        /**
         * @example {
         *       "name": "Kernel updates of rack 2"
         *     }
         */
        MaintenanceWindowEdit: {
            description?: string | null;
            /**
             * @description all of these have to be carried; empty: whatever the labels
             * @example {
             *       "rack": "2"
             *     }
             */
            labels?: {
                [key: string]: string;
            };
            /** @example Kernel updates */
            name?: string;
            schedule?: {
                /**
                 * Format: date-time
                 * @example 2027-01-31T22:00:00Z
                 */
                endsAt: string;
                /** @enum {string} */
                kind: "once";
                /**
                 * Format: date-time
                 * @example 2027-01-31T22:00:00Z
                 */
                startsAt: string;
            } | {
                /**
                 * @description local time; one that the clocks skip begins as much later, one that comes twice the first time
                 * @example 22:30
                 */
                at: string;
                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                durationMinutes: number;
                /**
                 * Format: date-time
                 * @description begins at this time or later
                 * @example 2027-01-31T22:00:00Z
                 */
                from?: string;
                /** @enum {string} */
                kind: "weekly";
                /** @example Europe/Paris */
                timeZone: string;
                /**
                 * Format: date-time
                 * @description begins before this time
                 * @example 2027-01-31T22:00:00Z
                 */
                until?: string;
            } | {
                /**
                 * @description local time; one that the clocks skip begins as much later, one that comes twice the first time
                 * @example 22:30
                 */
                at: string;
                /** @enum {string} */
                day: "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";
                durationMinutes: number;
                /**
                 * Format: date-time
                 * @description begins at this time or later
                 * @example 2027-01-31T22:00:00Z
                 */
                from?: string;
                /** @enum {string} */
                kind: "monthly";
                /** @description the first to fourth such day of the month, or -1 for the last */
                nth: number | -1;
                /** @example Europe/Paris */
                timeZone: string;
                /**
                 * Format: date-time
                 * @description begins before this time
                 * @example 2027-01-31T22:00:00Z
                 */
                until?: string;
            };
            serverIds?: string[];
        };
        MaintenanceWindowPage: {
            items: components["schemas"]["MaintenanceWindow"][];
            page: number;
            perPage: number;
            total: number;
        };
        Me: {
            email: string;
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            role: "user" | "manager" | "admin";
            /** @description packed CASL rules; unpackRules of @casl/ability/extra reads them */
            rules: unknown[][];
        };
        Monitor: {
            /** @description how late probes of the last minutes began */
            lagMs: {
                max: number;
                p50: number;
                p99: number;
            };
            /** @description its own database does not answer, so it judges nothing */
            paused: boolean;
            /** @description probes under way */
            running: number;
            /** @description shards of 64 that this process has leased */
            shards: number;
            /** @description probes that are due and have to wait */
            waiting: number;
            /** @description servers in the shards of this process */
            watching: number;
        };
        /**
         * @example {
         *       "kind": "capacity",
         *       "labels": {
         *         "rack": "2"
         *       },
         *       "name": "Capacity of rack 2",
         *       "threshold": {
         *         "percent": 80
         *       }
         *     }
         */
        NewAlertRule: {
            enabled?: boolean;
            /** @description how long it must hold before it fires */
            holdSeconds?: number;
            /** @enum {string} */
            kind: "server-critical" | "server-warning" | "database-down" | "certificate-ends" | "capacity" | "headroom-low" | "health-unknown" | "monitor-frozen" | "backup-overdue" | "maintenance-overrun" | "operation-failed" | "operation-needs-operator" | "crons-late" | "over-plan" | "expiry-held";
            /**
             * @description all of these have to be carried; empty: whatever the labels
             * @example {
             *       "rack": "2"
             *     }
             */
            labels?: {
                [key: string]: string;
            };
            /** @example Capacity of the old rack */
            name: string;
            /** @description whether it makes an incident of a server; offline and critical ones make one in any case */
            opensIncident?: boolean;
            /** @enum {string} */
            severity?: "info" | "warning" | "critical";
            /** @description `certificate-ends`: `days` before the end, each of which is told, the last as severe as the rule, and none before the last third of its life; `capacity`: `percent` of slots taken; `headroom-low`: free `slots`, or `percent` of slots free; other kinds: null */
            threshold?: ({
                days: number[];
            } | {
                percent: number;
            } | {
                slots: number;
            }) | null;
        };
        /**
         * @example {
         *       "kind": "webhook",
         *       "minSeverity": "critical",
         *       "name": "On call",
         *       "settings": {
         *         "secrets": [
         *           "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
         *         ],
         *         "url": "https://hooks.example.com/amiral"
         *       }
         *     }
         */
        NewChannel: {
            enabled?: boolean;
            /** @description whether escalations come here too */
            escalation?: boolean;
            /** @enum {string} */
            kind: "webhook";
            /**
             * @description what comes here: the alerts that carry them all
             * @example {
             *       "region": "eu-west"
             *     }
             */
            labels?: {
                [key: string]: string;
            };
            /**
             * @description info unless given
             * @enum {string}
             */
            minSeverity?: "info" | "warning" | "critical";
            /** @example On call */
            name: string;
            settings: {
                /**
                 * @description write-only; the signing secret, or both while it is being changed
                 * @example [
                 *       "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
                 *     ]
                 */
                secrets: string[];
                /** @description certificates (PEM) trusted for this receiver besides the public ones */
                tlsCa?: string | null;
                /** @example https://hooks.example.com/amiral */
                url: string;
            };
        } | {
            enabled?: boolean;
            /** @description whether escalations come here too */
            escalation?: boolean;
            /** @enum {string} */
            kind: "email";
            /**
             * @description what comes here: the alerts that carry them all
             * @example {
             *       "region": "eu-west"
             *     }
             */
            labels?: {
                [key: string]: string;
            };
            /**
             * @description info unless given
             * @enum {string}
             */
            minSeverity?: "info" | "warning" | "critical";
            /** @example On call */
            name: string;
            settings: {
                /**
                 * Format: email
                 * @example amiral@example.com
                 */
                from: string;
                /** @example smtp.example.com */
                host: string;
                /** @description write-only */
                password?: string | null;
                /** @description 587 unless given; 465 for tls */
                port?: number;
                /**
                 * @description starttls unless given; a server that cannot encrypt is then refused
                 * @enum {string}
                 */
                secure?: "tls" | "starttls" | "none";
                /** @description certificates (PEM) trusted for this receiver besides the public ones */
                tlsCa?: string | null;
                /**
                 * @example [
                 *       "oncall@example.com"
                 *     ]
                 */
                to: string[];
                username?: string | null;
            };
        } | {
            enabled?: boolean;
            /** @description whether escalations come here too */
            escalation?: boolean;
            /** @enum {string} */
            kind: "slack";
            /**
             * @description what comes here: the alerts that carry them all
             * @example {
             *       "region": "eu-west"
             *     }
             */
            labels?: {
                [key: string]: string;
            };
            /**
             * @description info unless given
             * @enum {string}
             */
            minSeverity?: "info" | "warning" | "critical";
            /** @example On call */
            name: string;
            settings: {
                /** @description write-only; an incoming webhook */
                url: string;
            };
        } | {
            enabled?: boolean;
            /** @description whether escalations come here too */
            escalation?: boolean;
            /** @enum {string} */
            kind: "teams";
            /**
             * @description what comes here: the alerts that carry them all
             * @example {
             *       "region": "eu-west"
             *     }
             */
            labels?: {
                [key: string]: string;
            };
            /**
             * @description info unless given
             * @enum {string}
             */
            minSeverity?: "info" | "warning" | "critical";
            /** @example On call */
            name: string;
            settings: {
                /** @description write-only; a webhook of Workflows */
                url: string;
            };
        } | {
            enabled?: boolean;
            /** @description whether escalations come here too */
            escalation?: boolean;
            /** @enum {string} */
            kind: "alertmanager";
            /**
             * @description what comes here: the alerts that carry them all
             * @example {
             *       "region": "eu-west"
             *     }
             */
            labels?: {
                [key: string]: string;
            };
            /**
             * @description info unless given
             * @enum {string}
             */
            minSeverity?: "info" | "warning" | "critical";
            /** @example On call */
            name: string;
            settings: {
                /** @description write-only */
                password?: string | null;
                /** @description certificates (PEM) trusted for this receiver besides the public ones */
                tlsCa?: string | null;
                /** @example http://alertmanager:9093 */
                url: string;
                username?: string | null;
            };
        };
        /**
         * @example {
         *       "customerEmail": "it@dupont.example",
         *       "customerName": "Dupont SA",
         *       "databaseName": "dupont",
         *       "name": "Dupont SA",
         *       "planId": "019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b",
         *       "subdomain": "dupont",
         *       "templateId": "019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7c"
         *     }
         */
        NewInstance: {
            /**
             * @description absent: customerEmail
             * @example jeanne@dupont.example
             */
            adminLogin?: string;
            /** @description absent: one is made, and shown once by POST /operations/:id/reveal */
            adminPassword?: string;
            /** @description absent: customerName */
            companyName?: string;
            /**
             * @description ISO 3166-1; the currency follows it
             * @example FR
             */
            country?: string;
            /**
             * Format: email
             * @example it@dupont.example
             */
            customerEmail: string;
            /** @example Dupont SA */
            customerName: string;
            /**
             * @description unique on its server, by exact spelling
             * @example dupont
             */
            databaseName: string;
            /**
             * @description unique among instances that are not terminated
             * @example erp.dupont.example
             */
            domain?: string | null;
            /**
             * Format: date-time
             * @example 2027-12-31T23:00:00Z
             */
            expiresAt?: string | null;
            /**
             * @description what your billing system calls it; unique: recording it again answers the instance that is there
             * @example order-4711
             */
            externalId?: string | null;
            /**
             * @description absent: as the template has it
             * @example fr_FR
             */
            language?: string;
            /** @description only without serverId: how much of the server must be free; 0 when absent */
            minCapacityPercent?: number;
            /** @example Dupont SA */
            name: string;
            notes?: string | null;
            odooVersion?: string | null;
            /** Format: uuid */
            planId: string;
            /** @description true: its database is made at once, as provision does */
            provision?: boolean;
            /**
             * Format: uuid
             * @description absent: the best server takes it
             */
            serverId?: string;
            /**
             * @description unique among instances that are not terminated
             * @example dupont
             */
            subdomain: string;
            /** Format: uuid */
            templateId: string;
            /**
             * @description absent: as the template has it
             * @example Europe/Paris
             */
            timezone?: string;
        };
        /**
         * @example {
         *       "labels": {
         *         "rack": "2"
         *       },
         *       "name": "Kernel updates",
         *       "schedule": {
         *         "at": "02:00",
         *         "days": [
         *           "sun"
         *         ],
         *         "durationMinutes": 120,
         *         "kind": "weekly",
         *         "timeZone": "Europe/Paris"
         *       }
         *     }
         */
        NewMaintenanceWindow: {
            description?: string | null;
            /**
             * @description all of these have to be carried; empty: whatever the labels
             * @example {
             *       "rack": "2"
             *     }
             */
            labels?: {
                [key: string]: string;
            };
            /** @example Kernel updates */
            name: string;
            schedule: {
                /**
                 * Format: date-time
                 * @example 2027-01-31T22:00:00Z
                 */
                endsAt: string;
                /** @enum {string} */
                kind: "once";
                /**
                 * Format: date-time
                 * @example 2027-01-31T22:00:00Z
                 */
                startsAt: string;
            } | {
                /**
                 * @description local time; one that the clocks skip begins as much later, one that comes twice the first time
                 * @example 22:30
                 */
                at: string;
                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                durationMinutes: number;
                /**
                 * Format: date-time
                 * @description begins at this time or later
                 * @example 2027-01-31T22:00:00Z
                 */
                from?: string;
                /** @enum {string} */
                kind: "weekly";
                /** @example Europe/Paris */
                timeZone: string;
                /**
                 * Format: date-time
                 * @description begins before this time
                 * @example 2027-01-31T22:00:00Z
                 */
                until?: string;
            } | {
                /**
                 * @description local time; one that the clocks skip begins as much later, one that comes twice the first time
                 * @example 22:30
                 */
                at: string;
                /** @enum {string} */
                day: "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";
                durationMinutes: number;
                /**
                 * Format: date-time
                 * @description begins at this time or later
                 * @example 2027-01-31T22:00:00Z
                 */
                from?: string;
                /** @enum {string} */
                kind: "monthly";
                /** @description the first to fourth such day of the month, or -1 for the last */
                nth: number | -1;
                /** @example Europe/Paris */
                timeZone: string;
                /**
                 * Format: date-time
                 * @description begins before this time
                 * @example 2027-01-31T22:00:00Z
                 */
                until?: string;
            };
            serverIds?: string[];
        };
        /**
         * @example {
         *       "code": "business",
         *       "currency": "EUR",
         *       "name": "Business",
         *       "priceMonthly": 29.9,
         *       "storageLimitGb": 50,
         *       "userLimit": 25
         *     }
         */
        NewPlan: {
            /** @example business */
            code: string;
            /** @example EUR */
            currency?: string;
            description?: string | null;
            /** @example Business */
            name: string;
            /** @example 29.9 */
            priceMonthly?: number | null;
            /** @example 29.9 */
            priceYearly?: number | null;
            sequence?: number;
            /** @description null: no limit */
            storageLimitGb?: number | null;
            /** @description false when absent: whether instances are suspended when their `expiresAt` has passed; dates that have passed before it is switched on are left alone */
            suspendOnExpiry?: boolean;
            trialDays?: number;
            /** @description null: no limit */
            userLimit?: number | null;
        };
        /**
         * @example {
         *       "code": "prod-2",
         *       "maxInstances": 150,
         *       "name": "Production 2",
         *       "serverUrl": "https://odoo-2.example.com"
         *     }
         */
        NewServer: {
            /** @example prod-2 */
            code: string;
            cpuCores?: number | null;
            dbHost?: string | null;
            dbPassword?: string | null;
            dbPort?: number | null;
            dbUser?: string | null;
            description?: string | null;
            diskGb?: number | null;
            healthIntervalSeconds?: number | null;
            /**
             * @example {
             *       "rack": "2",
             *       "region": "eu-west"
             *     }
             */
            labels?: {
                [key: string]: string;
            } | null;
            masterPassword?: string | null;
            maxInstances?: number;
            memoryGb?: number | null;
            /** @example Production 2 */
            name: string;
            sequence?: number;
            serverIp?: (string) | null;
            serverPassword?: string | null;
            serverPort?: number | null;
            /**
             * @description where the Odoo answers; unique
             * @example https://odoo-1.example.com
             */
            serverUrl: string;
            serverUsername?: string | null;
            /** @description certificates (PEM) trusted for this server besides the public ones */
            tlsCa?: string | null;
        };
        /**
         * @example {
         *       "endsAt": "2027-01-31T22:00:00Z",
         *       "labels": {
         *         "rack": "2"
         *       },
         *       "reason": "The switch is replaced"
         *     }
         */
        NewSilence: {
            /**
             * Format: date-time
             * @example 2027-01-31T22:00:00Z
             */
            endsAt: string;
            /**
             * @description all of these have to be carried; empty: whatever the labels
             * @example {
             *       "rack": "2"
             *     }
             */
            labels?: {
                [key: string]: string;
            };
            /** @example The provider replaces the switch */
            reason: string;
            ruleIds?: string[];
            serverIds?: string[];
            /**
             * Format: date-time
             * @description now, unless it is said
             * @example 2027-01-31T22:00:00Z
             */
            startsAt?: string;
        };
        /**
         * @example {
         *       "code": "retail-18",
         *       "name": "Odoo 18 for retail",
         *       "odooVersion": "18.0",
         *       "templateDb": "template_retail_18"
         *     }
         */
        NewTemplate: {
            /** @example retail-18 */
            code: string;
            description?: string | null;
            isReady?: boolean;
            /** @example Odoo 18 for retail */
            name: string;
            /** @example 18.0 */
            odooVersion?: string | null;
            /** @description where the template is, and whether it is ready there; the whole list */
            servers?: {
                /** Format: uuid */
                serverId: string;
                /**
                 * @default pending
                 * @enum {string}
                 */
                state: "pending" | "ready" | "failed";
            }[];
            /**
             * Format: uuid
             * @description where it is made and kept
             */
            sourceServerId?: string | null;
            /**
             * @description the database that is copied
             * @example template_retail_18
             */
            templateDb: string;
            templateVersion?: string | null;
        };
        NewUser: {
            /** @default false */
            disabled: boolean;
            /** @example lea@example.com */
            email: string | "admin@localhost";
            /** @example Léa Martin */
            name: string;
            /**
             * Format: password
             * @description absent: nobody can log in as this user until one is set
             * @example correct horse battery staple
             */
            password?: string;
            /**
             * @example manager
             * @enum {string}
             */
            role: "user" | "manager" | "admin";
        };
        NoFields: Record<string, never>;
        Operation: {
            /** @description what you may do with it now */
            actions: ("cancel" | "retry" | "resolve" | "reveal")[];
            cancellable: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            endedAt: string | null;
            error: {
                code: string;
                detail: string;
            } | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "provision" | "publish" | "publish-copy" | "suspend" | "resume" | "terminate" | "purge" | "claim" | "inspect" | "service-login" | "backup" | "restore" | "restore-test" | "migrate" | "rehearse" | "drain" | "evacuate" | "promote" | "rebalance" | "bulk";
            /** Format: uuid */
            parentId: string | null;
            /** @description percent of its steps, the one under way by its bytes */
            progress: number;
            /**
             * Format: uuid
             * @description null: Amiral itself, by a policy
             */
            requestedBy: string | null;
            /** @description as it was called then */
            requestedByName: string;
            result: {
                [key: string]: unknown;
            } | null;
            /** Format: date-time */
            startedAt: string | null;
            /** @enum {string} */
            state: "queued" | "running" | "succeeded" | "failed" | "compensating" | "compensated" | "needs-operator" | "cancelled";
            steps: components["schemas"]["OperationStep"][];
            /** Format: uuid */
            subjectId: string;
            subjectName: string;
            subjectType: string;
        };
        OperationPage: {
            items: components["schemas"]["OperationSummary"][];
            page: number;
            perPage: number;
            total: number;
        };
        OperationPauseRequest: {
            /** @example The storage is being replaced */
            reason: string;
            /**
             * Format: uuid
             * @description on this server alone; absent: everywhere
             * @example 019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b
             */
            serverId?: string | null;
        };
        OperationPauses: {
            /** @description everywhere */
            paused: boolean;
            pauses: {
                /** Format: uuid */
                authorId: string | null;
                authorName: string;
                /** Format: date-time */
                createdAt: string;
                reason: string;
                /**
                 * Format: uuid
                 * @description null: everywhere
                 */
                serverId: string | null;
            }[];
        };
        /**
         * @example {
         *       "note": "The database is there",
         *       "outcome": "done"
         *     }
         */
        OperationResolution: {
            /** @example The database is there; looked at it in the manager */
            note?: string | null;
            /**
             * @description what became of the call, as you have seen it
             * @enum {string}
             */
            outcome: "done" | "not-done";
        };
        OperationStep: {
            attempts: number;
            bytesDone: number | null;
            /** @description null while it is not known */
            bytesTotal: number | null;
            /** @description what was seen, or why it is tried again */
            detail: string | null;
            /** Format: date-time */
            endedAt: string | null;
            /** @enum {string} */
            kind: "local" | "repeatable" | "ask-first";
            name: string;
            /** Format: date-time */
            startedAt: string | null;
            /** @enum {string} */
            state: "pending" | "running" | "succeeded" | "failed" | "unknown" | "compensated" | "skipped";
        };
        OperationSummary: {
            /** @description what you may do with it now */
            actions: ("cancel" | "retry" | "resolve" | "reveal")[];
            cancellable: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            endedAt: string | null;
            error: {
                code: string;
                detail: string;
            } | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "provision" | "publish" | "publish-copy" | "suspend" | "resume" | "terminate" | "purge" | "claim" | "inspect" | "service-login" | "backup" | "restore" | "restore-test" | "migrate" | "rehearse" | "drain" | "evacuate" | "promote" | "rebalance" | "bulk";
            /** Format: uuid */
            parentId: string | null;
            /** @description percent of its steps, the one under way by its bytes */
            progress: number;
            /**
             * Format: uuid
             * @description null: Amiral itself, by a policy
             */
            requestedBy: string | null;
            /** @description as it was called then */
            requestedByName: string;
            result: {
                [key: string]: unknown;
            } | null;
            /** Format: date-time */
            startedAt: string | null;
            /** @enum {string} */
            state: "queued" | "running" | "succeeded" | "failed" | "compensating" | "compensated" | "needs-operator" | "cancelled";
            /** Format: uuid */
            subjectId: string;
            subjectName: string;
            subjectType: string;
        };
        OperationUnpauseRequest: {
            /**
             * Format: uuid
             * @example 019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b
             */
            serverId?: string | null;
        };
        Overview: {
            byHealth: {
                /** @enum {string} */
                healthStatus: "healthy" | "warning" | "critical" | "unknown";
                servers: number;
            }[];
            byState: {
                servers: number;
                /** @enum {string} */
                state: "draft" | "active" | "maintenance" | "offline" | "disabled";
            }[];
            cordoned: number;
            /** @description archived ones are left out, here and below */
            servers: number;
            slots: {
                /** @description free ones on servers that take new instances now */
                placeable: number;
                /** @description instances that all servers may hold */
                total: number;
                used: number;
            };
            /** @description up to ten servers that need somebody: offline, critical, warning, in a maintenance past its end, or with a fifth or less of their slots free */
            worst: components["schemas"]["Server"][];
        };
        Panic: {
            /**
             * Format: date-time
             * @description an administrator said that it is real
             */
            confirmedAt: string | null;
            /** @description servers that could tell */
            counted: number;
            /** @description servers that fail */
            failing: number;
            /** @description the monitor suspects itself: nothing goes offline */
            frozen: boolean;
            /** @enum {string|null} */
            reason: "many-failing" | "own-fault" | null;
            /** Format: date-time */
            since: string | null;
        };
        PasswordChange: {
            /**
             * Format: password
             * @example the old one until now
             */
            currentPassword: string;
            /**
             * Format: password
             * @example correct horse battery staple
             */
            newPassword: string;
        };
        Plan: {
            archived: boolean;
            code: string;
            /** Format: date-time */
            createdAt: string;
            currency: string;
            description: string | null;
            /** Format: uuid */
            id: string;
            /** @description instances that refer to it, terminated ones too */
            instanceCount: number;
            name: string;
            priceMonthly: number | null;
            priceYearly: number | null;
            sequence: number;
            storageLimitGb: number | null;
            suspendOnExpiry: boolean;
            trialDays: number;
            /** Format: date-time */
            updatedAt: string;
            userLimit: number | null;
            version: number;
        };
        /**
         * @example {
         *       "priceMonthly": 34.9
         *     }
         */
        PlanEdit: {
            archived?: boolean;
            /** @example business */
            code?: string;
            /** @example EUR */
            currency?: string;
            description?: string | null;
            /** @example Business */
            name?: string;
            /** @example 29.9 */
            priceMonthly?: number | null;
            /** @example 29.9 */
            priceYearly?: number | null;
            sequence?: number;
            /** @description null: no limit */
            storageLimitGb?: number | null;
            /** @description false when absent: whether instances are suspended when their `expiresAt` has passed; dates that have passed before it is switched on are left alone */
            suspendOnExpiry?: boolean;
            trialDays?: number;
            /** @description null: no limit */
            userLimit?: number | null;
        };
        PlanPage: {
            items: components["schemas"]["Plan"][];
            page: number;
            perPage: number;
            total: number;
        };
        /**
         * @example {
         *       "code": "wrong-state",
         *       "detail": "Cannot activate from active: it must be draft, maintenance, offline, disabled.",
         *       "requestId": "019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b",
         *       "status": 409,
         *       "title": "Conflict",
         *       "type": "about:blank"
         *     }
         */
        Problem: {
            code: string;
            detail: string;
            errors?: {
                /**
                 * @description for programs, where the sentence has one
                 * @enum {string}
                 */
                code?: "after-from" | "after-starts-at" | "archived" | "before-to" | "confirm" | "control-characters" | "country" | "currency" | "database-found" | "database-new" | "database-reserved" | "denied-address" | "e-mail" | "each-server-once" | "host-name" | "ids-or-filter" | "ip-address" | "label-name" | "language" | "local-time" | "mail-host" | "matches-too-many" | "missing" | "named-like-owner" | "names-no-filter" | "names-nothing" | "needs-username" | "never-on" | "not-an-option" | "not-current-password" | "not-whole" | "own-address" | "pem" | "piled-accents" | "receiver-address" | "server-address" | "signing-secret" | "silence-end" | "slug" | "subdomain" | "time" | "time-to-come" | "time-zone" | "too-common" | "too-few" | "too-large" | "too-long" | "too-many" | "too-many-labels" | "too-short" | "too-small" | "two-decimals" | "unknown-field" | "unknown-record" | "unstorable" | "with-provision-only" | "without-server-only" | "without-visible" | "wrong-format" | "wrong-type" | "years";
                field: string;
                message: string;
                /** @description what the sentence is filled in with */
                params?: {
                    [key: string]: string | number;
                };
            }[];
            /**
             * Format: uuid
             * @description the operation that is in the way
             */
            operationId?: string;
            reason?: string;
            rejected?: {
                [key: string]: number;
            };
            requestId: string;
            status: number;
            title: string;
            type: string;
        };
        PrometheusTargets: {
            labels: {
                [key: string]: string;
            };
            /**
             * @example [
             *       "odoo-1.example.com:443"
             *     ]
             */
            targets: string[];
        }[];
        /**
         * @example {
         *       "country": "FR",
         *       "language": "fr_FR",
         *       "timezone": "Europe/Paris"
         *     }
         */
        ProvisionRequest: {
            /**
             * @description absent: customerEmail
             * @example jeanne@dupont.example
             */
            adminLogin?: string;
            /** @description absent: one is made, and shown once by POST /operations/:id/reveal */
            adminPassword?: string;
            /** @description absent: customerName */
            companyName?: string;
            /**
             * @description ISO 3166-1; the currency follows it
             * @example FR
             */
            country?: string;
            /**
             * @description absent: as the template has it
             * @example fr_FR
             */
            language?: string;
            /**
             * @description absent: as the template has it
             * @example Europe/Paris
             */
            timezone?: string;
        };
        /**
         * @description neither: the servers that the template names already
         * @example {
         *       "labels": {
         *         "region": "eu-west"
         *       }
         *     }
         */
        PublishRequest: {
            /** @description servers in service that have all of these labels */
            labels?: {
                [key: string]: string;
            };
            serverIds?: string[];
        };
        /**
         * @example {
         *       "confirm": "Dupont SA"
         *     }
         */
        PurgeRequest: {
            /** @description the name of the instance, as it is written */
            confirm?: string;
        };
        ReasonRequest: {
            /** @example Disk is being replaced */
            reason?: string | null;
        };
        Reconciliation: {
            /** Format: date-time */
            at: string;
            copies: {
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                instanceId: string | null;
                name: string;
                /** @enum {string} */
                role: "live" | "source" | "old" | "replica" | "test";
                /** Format: uuid */
                serverId: string;
                /** @enum {string} */
                standing: "there" | "missing" | "unknown";
            }[];
            instances: {
                databaseName: string;
                /**
                 * @description which Amiral works on it, by its parameter amiral.fleet; null: nobody could look
                 * @enum {string|null}
                 */
                fleet: "ours" | "another" | "none" | null;
                /** Format: uuid */
                instanceId: string;
                name: string;
                /** Format: uuid */
                serverId: string;
                /** @enum {string} */
                standing: "there" | "missing" | "unknown";
                /** @enum {string} */
                state: "draft" | "provisioning" | "active" | "suspended" | "expired" | "terminated" | "failed";
            }[];
            servers: {
                /** @description why it did not say what it has, as `list-db-off`; null: it did */
                code: string | null;
                name: string;
                /** Format: uuid */
                serverId: string;
                /** @description databases it has and Amiral does not know */
                unrecorded: string[];
            }[];
        };
        RefreshRequest: {
            /**
             * @description absent: the one in the cookie
             * @example 019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b.…
             */
            refreshToken?: string;
        };
        /**
         * @example {
         *       "before": "019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b"
         *     }
         */
        ReorderRequest: {
            /** Format: uuid */
            after?: string;
            /** Format: uuid */
            before?: string;
        };
        /** @example {} */
        Resumption: {
            /**
             * Format: date-time
             * @description to come; needed by an expired one
             * @example 2027-01-31T22:00:00Z
             */
            expiresAt?: string;
        };
        RevealedLogin: {
            login: string;
            password: string;
        };
        Server: {
            /** @description what you may do with this row now */
            actions: ("activate" | "maintenance" | "deactivate" | "cordon" | "uncordon" | "check-health" | "test-connection")[];
            archived: boolean;
            /** @description percent of the slots that are free */
            availableCapacity: number;
            code: string;
            cordoned: boolean;
            cpuCores: number | null;
            /** Format: date-time */
            createdAt: string;
            dbHost: string | null;
            dbPort: number | null;
            dbUser: string | null;
            description: string | null;
            diskGb: number | null;
            hasDbPassword: boolean;
            hasMasterPassword: boolean;
            hasServerPassword: boolean;
            healthIntervalSeconds: number | null;
            /** @description why it is not healthy, the worst first */
            healthReasons: components["schemas"]["HealthReason"][];
            /**
             * Format: date-time
             * @description since when its health is what it is
             */
            healthSince: string;
            /** @enum {string} */
            healthStatus: "healthy" | "warning" | "critical" | "unknown";
            /** Format: uuid */
            id: string;
            instanceCount: number;
            isOnline: boolean | null;
            labels: {
                [key: string]: string;
            };
            /** Format: date-time */
            lastCheckAt: string | null;
            lastError: string | null;
            maintenanceReason: string | null;
            /** Format: date-time */
            maintenanceUntil: string | null;
            maxInstances: number;
            memoryGb: number | null;
            name: string;
            odooVersion: string | null;
            responseTimeMs: number | null;
            sequence: number;
            serverIp: string | null;
            serverPort: number | null;
            serverUrl: string;
            serverUsername: string | null;
            /** @enum {string} */
            state: "draft" | "active" | "maintenance" | "offline" | "disabled";
            tlsCa: string | null;
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        ServerDatabases: {
            items: {
                /** @description why Amiral made or keeps it; null: it did not */
                copy: {
                    /** Format: date-time */
                    dropAfter: string | null;
                    /** @enum {string} */
                    role: "live" | "source" | "old" | "replica" | "test";
                } | null;
                /**
                 * Format: uuid
                 * @description of the instance that has it, terminated ones left out
                 */
                instanceId: string | null;
                name: string;
                /** @description whether it is one of this Odoo; null: the server did not say so in time */
                odoo: boolean | null;
            }[];
        };
        /**
         * @example {
         *       "labels": {
         *         "rack": "2"
         *       },
         *       "maxInstances": 200
         *     }
         */
        ServerEdit: {
            archived?: boolean;
            /** @example prod-2 */
            code?: string;
            cpuCores?: number | null;
            dbHost?: string | null;
            dbPassword?: string | null;
            dbPort?: number | null;
            dbUser?: string | null;
            description?: string | null;
            diskGb?: number | null;
            healthIntervalSeconds?: number | null;
            /**
             * @example {
             *       "rack": "2",
             *       "region": "eu-west"
             *     }
             */
            labels?: {
                [key: string]: string;
            } | null;
            masterPassword?: string | null;
            maxInstances?: number;
            memoryGb?: number | null;
            /** @example Production 2 */
            name?: string;
            sequence?: number;
            serverIp?: (string) | null;
            serverPassword?: string | null;
            serverPort?: number | null;
            /**
             * @description where the Odoo answers; unique
             * @example https://odoo-1.example.com
             */
            serverUrl?: string;
            serverUsername?: string | null;
            /** @description certificates (PEM) trusted for this server besides the public ones */
            tlsCa?: string | null;
        };
        ServerHistory: {
            /** Format: date-time */
            from: string;
            /** @description every point of the time, the oldest first */
            points: {
                /**
                 * Format: date-time
                 * @description the beginning of the point
                 */
                at: string;
                averageMs: number | null;
                /** @description probes that said something about the server */
                count: number;
                criticalSeconds: number | null;
                failed: number;
                maintenanceSeconds: number | null;
                maxMs: number | null;
                /** @description healthy; null, as all that follows, when nothing is known of the point */
                okSeconds: number | null;
                /** @description percentiles come from a histogram */
                p50Ms: number | null;
                p95Ms: number | null;
                p99Ms: number | null;
                unknownSeconds: number | null;
                warningSeconds: number | null;
            }[];
            /** @description seconds a point; more than asked when that is not kept any longer */
            step: number;
            /** Format: date-time */
            to: string;
        };
        ServerPage: {
            items: components["schemas"]["Server"][];
            page: number;
            perPage: number;
            total: number;
        };
        ServerUptime: {
            windows: {
                /** @description percent of the window of which something is known */
                coverage: number;
                downSeconds: number;
                maintenanceSeconds: number;
                /** @description not known, or not watched */
                unknownSeconds: number;
                upSeconds: number;
                /** @description percent of the time judged, warnings included; null when that is less than 1 % of it */
                uptime: number | null;
                /** @enum {string} */
                window: "24h" | "7d" | "30d" | "90d";
            }[];
        };
        /**
         * @example {
         *       "login": "amiral",
         *       "password": "a login of the group system"
         *     }
         */
        ServiceLogin: {
            login: string;
            password: string;
        };
        Silence: {
            /** @description what you may do with it now */
            actions: "expire"[];
            author: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            endsAt: string;
            /** Format: uuid */
            id: string;
            labels: {
                [key: string]: string;
            };
            reason: string;
            ruleIds: string[];
            serverIds: string[];
            /** Format: date-time */
            startsAt: string;
            /** @enum {string} */
            state: "planned" | "active" | "over";
        };
        SilencePage: {
            items: components["schemas"]["Silence"][];
            page: number;
            perPage: number;
            total: number;
        };
        Status: {
            /** @enum {string} */
            status: "ok";
        };
        /**
         * @example {
         *       "reason": "Unpaid since May"
         *     }
         */
        Suspension: {
            /** @example The contract has ended */
            reason?: string | null;
        };
        Template: {
            archived: boolean;
            code: string;
            /** Format: date-time */
            createdAt: string;
            description: string | null;
            hasServiceLogin: boolean;
            /** Format: uuid */
            id: string;
            /** @description instances that refer to it, terminated ones too */
            instanceCount: number;
            isReady: boolean;
            name: string;
            odooVersion: string | null;
            /** @description how often it was published */
            publication: number;
            servers: {
                /** @description null: put there by hand */
                publication: number | null;
                /** Format: uuid */
                serverId: string;
                /** @enum {string} */
                state: "pending" | "ready" | "failed";
                /** Format: date-time */
                verifiedAt: string | null;
            }[];
            /** Format: uuid */
            sourceServerId: string | null;
            templateDb: string;
            templateVersion: string | null;
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        /**
         * @example {
         *       "isReady": true
         *     }
         */
        TemplateEdit: {
            archived?: boolean;
            /** @example retail-18 */
            code?: string;
            description?: string | null;
            isReady?: boolean;
            /** @example Odoo 18 for retail */
            name?: string;
            /** @example 18.0 */
            odooVersion?: string | null;
            /** @description where the template is, and whether it is ready there; the whole list */
            servers?: {
                /** Format: uuid */
                serverId: string;
                /**
                 * @default pending
                 * @enum {string}
                 */
                state: "pending" | "ready" | "failed";
            }[];
            /**
             * Format: uuid
             * @description where it is made and kept
             */
            sourceServerId?: string | null;
            /**
             * @description the database that is copied
             * @example template_retail_18
             */
            templateDb?: string;
            templateVersion?: string | null;
        };
        /**
         * @example {
         *       "login": "amiral-template",
         *       "password": "a long random one"
         *     }
         */
        TemplateLogin: {
            /** @description of the group system; a user of its own, not the administrator */
            login: string;
            password: string;
        };
        TemplatePage: {
            items: components["schemas"]["Template"][];
            page: number;
            perPage: number;
            total: number;
        };
        /**
         * @example {
         *       "reason": "The contract has ended"
         *     }
         */
        Termination: {
            /** @description the name of the instance, as it is written */
            confirm?: string;
            /**
             * @description what becomes of its database; absent: `drop` for what Amiral made, `keep` for everything else
             * @enum {string}
             */
            database?: "keep" | "drop";
            /** @example The contract has ended */
            reason?: string | null;
            /** @description admins only, with `confirm`: nothing is saved before */
            withoutBackup?: boolean;
        };
        TokenPair: {
            accessToken: string;
            /**
             * @description seconds the access token is good for
             * @example 900
             */
            expiresIn: number;
            /** @description absent when it came in a cookie */
            refreshToken?: string;
        };
        User: {
            /** Format: date-time */
            createdAt: string;
            disabled: boolean;
            email: string;
            /** Format: uuid */
            id: string;
            name: string;
            /**
             * @example manager
             * @enum {string}
             */
            role: "user" | "manager" | "admin";
            /** Format: date-time */
            updatedAt: string;
        };
        /**
         * @example {
         *       "role": "manager"
         *     }
         */
        UserEdit: {
            disabled?: boolean;
            /** @example lea@example.com */
            email?: string | "admin@localhost";
            /** @example Léa Martin */
            name?: string;
            /**
             * Format: password
             * @description absent: nobody can log in as this user until one is set
             * @example correct horse battery staple
             */
            password?: string;
            /**
             * @example manager
             * @enum {string}
             */
            role?: "user" | "manager" | "admin";
        };
        UserPage: {
            items: components["schemas"]["User"][];
            page: number;
            perPage: number;
            total: number;
        };
        /** @description What a webhook channel posts, signed by Standard Webhooks 1.0. */
        WebhookBody: {
            data: {
                alertCount: number;
                /** @description the first 1000 */
                alerts: {
                    acknowledgedBy: string | null;
                    /**
                     * @description of a notice.resolved it is recovered; of a notice.withdrawn any other
                     * @enum {string|null}
                     */
                    endReason: "recovered" | "maintenance" | "deactivated" | "archived" | "deleted" | "rule-changed" | "rule-disabled" | "rule-deleted" | null;
                    /** @description who took it out of service and until when, as a text */
                    ended: string | null;
                    /** Format: date-time */
                    endsAt: string | null;
                    id: string;
                    /** Format: uuid */
                    incidentId: string | null;
                    /** Format: uuid */
                    instanceId: string | null;
                    labels: {
                        [key: string]: string;
                    };
                    /** Format: uuid */
                    operationId: string | null;
                    rule: string;
                    serverCode: string | null;
                    /** Format: uuid */
                    serverId: string | null;
                    serverName: string | null;
                    /** Format: date-time */
                    startsAt: string;
                    summary: string;
                }[];
                /**
                 * Format: uuid
                 * @description the same as webhook-id, and the same again when it is sent again
                 */
                id: string;
                /** @enum {string} */
                kind: "firing" | "repeat" | "escalation" | "resolved" | "withdrawn" | "sample";
                /** @enum {string} */
                severity: "info" | "warning" | "critical";
                /** @description shared by all notices of one incident or group */
                threadKey: string;
                title: string;
                /**
                 * Format: uri
                 * @description where the console shows it; null unless PUBLIC_URL is set
                 */
                url: string | null;
            };
            /** Format: date-time */
            timestamp: string;
            /** @enum {string} */
            type: "notice.firing" | "notice.repeat" | "notice.escalation" | "notice.resolved" | "notice.withdrawn" | "notice.sample";
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAlertRules: {
        parameters: {
            query?: {
                page?: number;
                perPage?: number;
                /** @description text to search for */
                q?: string;
                /** @description comma-separated, a minus for descending: name, kind, severity, createdAt, updatedAt */
                sort?: string;
                kind?: ("server-critical" | "server-warning" | "database-down" | "certificate-ends" | "capacity" | "headroom-low" | "health-unknown" | "monitor-frozen" | "backup-overdue" | "maintenance-overrun" | "operation-failed" | "operation-needs-operator" | "crons-late" | "over-plan" | "expiry-held") | ("server-critical" | "server-warning" | "database-down" | "certificate-ends" | "capacity" | "headroom-low" | "health-unknown" | "monitor-frozen" | "backup-overdue" | "maintenance-overrun" | "operation-failed" | "operation-needs-operator" | "crons-late" | "over-plan" | "expiry-held")[];
                severity?: ("info" | "warning" | "critical") | ("info" | "warning" | "critical")[];
                enabled?: ("true" | "false") | ("true" | "false")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List what people are called for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRulePage"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAlertRule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAlertRule"];
            };
        };
        responses: {
            /** @description Add a rule */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRule"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `name-taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAlertRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show one rule */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRule"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such rule */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAlertRule: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag you have seen; 412 when it is stale */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a rule */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such rule */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rule-built-in` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateAlertRule: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag you have seen; 412 when it is stale */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["AlertRuleEdit"];
            };
        };
        responses: {
            /** @description Change a rule */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRule"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such rule */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `name-taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resetAlertRule: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag you have seen; 412 when it is stale */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFields"];
            };
        };
        responses: {
            /** @description Make a rule what its kind has by itself */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRule"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such rule */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                page?: number;
                perPage?: number;
                /** @description text to search for */
                q?: string;
                /** @description comma-separated, a minus for descending: startsAt, endsAt, severity, state, ruleName, serverCode */
                sort?: string;
                state?: ("pending" | "firing" | "resolved") | ("pending" | "firing" | "resolved")[];
                /** @description id of a rule */
                rule?: string | string[];
                kind?: ("server-critical" | "server-warning" | "database-down" | "certificate-ends" | "capacity" | "headroom-low" | "health-unknown" | "monitor-frozen" | "backup-overdue" | "maintenance-overrun" | "operation-failed" | "operation-needs-operator" | "crons-late" | "over-plan" | "expiry-held") | ("server-critical" | "server-warning" | "database-down" | "certificate-ends" | "capacity" | "headroom-low" | "health-unknown" | "monitor-frozen" | "backup-overdue" | "maintenance-overrun" | "operation-failed" | "operation-needs-operator" | "crons-late" | "over-plan" | "expiry-held")[];
                severity?: ("info" | "warning" | "critical") | ("info" | "warning" | "critical")[];
                serverId?: string | string[];
                instanceId?: string | string[];
                operationId?: string | string[];
                incidentId?: string | string[];
                silenced?: ("true" | "false") | ("true" | "false")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the alerts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertPage"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acknowledgeAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFields"];
            };
        };
        responses: {
            /** @description Take care of an alert */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such alert */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-firing`, `already-acknowledged` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unacknowledgeAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFields"];
            };
        };
        responses: {
            /** @description Hand an alert back */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such alert */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-firing`, `not-acknowledged` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Log in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenPair"];
                };
            };
            /** @description Wrong pair, always in the same words */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many failures; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `passwords-busy`: too many log in at once; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["LogoutRequest"];
            };
        };
        responses: {
            /** @description End this session, or all of mine */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who am I, and what may I do */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Change my password */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many failures in this session; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `passwords-busy`; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            /** @description Spend a refresh token for a new pair */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenPair"];
                };
            };
            /** @description The session has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-origin`: a page of another origin may not use the cookie */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listChannels: {
        parameters: {
            query?: {
                page?: number;
                perPage?: number;
                /** @description text to search for */
                q?: string;
                /** @description comma-separated, a minus for descending: name, kind, enabled, minSeverity, createdAt, updatedAt */
                sort?: string;
                kind?: ("webhook" | "email" | "slack" | "teams" | "alertmanager") | ("webhook" | "email" | "slack" | "teams" | "alertmanager")[];
                enabled?: ("true" | "false") | ("true" | "false")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the channels */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelPage"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createChannel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewChannel"];
            };
        };
        responses: {
            /** @description Add a channel */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `name-taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show one channel */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such channel */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag you have seen; 412 when it is stale */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a channel */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such channel */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag you have seen; 412 when it is stale */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ChannelEdit"];
            };
        };
        responses: {
            /** @description Change a channel */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such channel */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `name-taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listChannelDeliveries: {
        parameters: {
            query?: {
                page?: number;
                perPage?: number;
                /** @description text to search for */
                q?: string;
                /** @description comma-separated, a minus for descending: createdAt */
                sort?: string;
                state?: ("pending" | "delivered" | "failed") | ("pending" | "delivered" | "failed")[];
                noticeId?: string | string[];
                threadKey?: string | string[];
                /** @description created at this time or later */
                from?: string;
                /** @description created before this time */
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read the log of a channel */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such channel */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Send a sample notice */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelTest"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such channel */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCopies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List databases that Amiral made or keeps and that serve nobody */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Leftovers"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    keepCopy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["KeepRequest"];
            };
        };
        responses: {
            /** @description Leave such a database to people, for good */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such leftover */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `operation-in-progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `confirm` is not its name */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                page?: number;
                perPage?: number;
                /** @description text to search for */
                q?: string;
                /** @description comma-separated, a minus for descending: createdAt */
                sort?: string;
                state?: ("pending" | "delivered" | "failed") | ("pending" | "delivered" | "failed")[];
                noticeId?: string | string[];
                threadKey?: string | string[];
                /** @description created at this time or later */
                from?: string;
                /** @description created before this time */
                to?: string;
                channelId?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read the log of deliveries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Try a failed delivery once more */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such delivery */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-state` or `channel-disabled` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                page?: number;
                perPage?: number;
                /** @description text to search for */
                q?: string;
                /** @description comma-separated, a minus for descending: at */
                sort?: string;
                action?: string | string[];
                actorId?: string | string[];
                /** @description at this time or later */
                from?: string;
                /** @description before this time */
                to?: string;
                subjectType?: string | string[];
                subjectId?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read the journal */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExpiry: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show whose time is over */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Expiry"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmExpiry: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFields"];
            };
        };
        responses: {
            /** @description Confirm that what is held is to be suspended */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Expiry"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `nothing-held` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMonitor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the monitor of the answering process does, and how late it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Monitor"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPanic: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Is the monitor frozen, since when, over how many servers, why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Panic"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmPanic: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFields"];
            };
        };
        responses: {
            /** @description Confirm that the outage is real */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Panic"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-frozen` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIncidents: {
        parameters: {
            query?: {
                page?: number;
                perPage?: number;
                /** @description text to search for */
                q?: string;
                /** @description comma-separated, a minus for descending: openedAt, closedAt, severity, serverCode, changes */
                sort?: string;
                state?: ("open" | "closed") | ("open" | "closed")[];
                serverId?: string | string[];
                severity?: ("info" | "warning" | "critical") | ("info" | "warning" | "critical")[];
                /** @description whether somebody takes care of it */
                acknowledged?: ("true" | "false") | ("true" | "false")[];
                /** @description opened at this time or later */
                from?: string;
                /** @description opened before this time */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the incidents */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentPage"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show one incident with all that happened */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such incident */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acknowledgeIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Acknowledgement"];
            };
        };
        responses: {
            /** @description Take care of an incident */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such incident */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `incident-closed`, `already-acknowledged` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unacknowledgeIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFields"];
            };
        };
        responses: {
            /** @description Hand an incident back */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such incident */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `incident-closed`, `not-acknowledged` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInstances: {
        parameters: {
            query?: {
                page?: number;
                perPage?: number;
                /** @description text to search for */
                q?: string;
                /** @description comma-separated, a minus for descending: name, customerName, customerEmail, databaseName, subdomain, domain, state, odooVersion, createdAt, activatedAt, expiresAt */
                sort?: string;
                state?: ("draft" | "provisioning" | "active" | "suspended" | "expired" | "terminated" | "failed") | ("draft" | "provisioning" | "active" | "suspended" | "expired" | "terminated" | "failed")[];
                templateId?: string | string[];
                planId?: string | string[];
                /** @description more users or storage than its plan has, as last seen */
                overLimit?: ("true" | "false") | ("true" | "false")[];
                serverId?: string | string[];
                /** @description only rows after this id, by id: reads a whole list, each row once; begins with all zeros */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the instances */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstancePage"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createInstance: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same call under the same key has one effect within a day; a replay says `Idempotency-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInstance"];
            };
        };
        responses: {
            /** @description Record an instance */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Instance"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-available-server` with `rejected`; with `serverId`: `server-not-active`, `server-cordoned`, `server-not-healthy`, `server-full`; `database-name-taken`, `subdomain-taken`, `domain-taken`, `external-id-used`; with `provision`: `template-not-ready`, `no-service-login`, `server-not-reachable` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    adoptInstance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Adoption"];
            };
        };
        responses: {
            /** @description Record a database that is already on a server */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Instance"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database-not-found`, `not-an-odoo-database`, `database-is-a-template`, `database-is-a-copy`, `server-not-active`, `server-full`, `database-name-taken`, `subdomain-taken`, `domain-taken`, `changed-meanwhile` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server answered badly */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server did not answer in time */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bulkInstances: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same call under the same key has one effect within a day; a replay says `Idempotency-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkRequest"];
            };
        };
        responses: {
            /** @description Suspend or resume many instances */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkVerdicts"];
                };
            };
            /** @description Suspend or resume many instances */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-backup-storage`: nothing can be backed up yet */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInstance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show one instance */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Instance"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such instance */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteInstance: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag you have seen; 412 when it is stale */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete the record of a terminated instance */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such instance */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `instance-not-terminated` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateInstance: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag you have seen; 412 when it is stale */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["InstanceEdit"];
            };
        };
        responses: {
            /** @description Change an instance */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Instance"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such instance */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `subdomain-taken`, `domain-taken`, `instance-terminated`, `template-used` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    claimInstance: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same call under the same key has one effect within a day; a replay says `Idempotency-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ClaimRequest"];
            };
        };
        responses: {
            /** @description Claim the database of an instance */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such instance */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-state`, `operation-in-progress`, `server-not-reachable`, `no-service-login`, `nothing-to-purge` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `confirm` is not its name */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    inspectInstance: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same call under the same key has one effect within a day; a replay says `Idempotency-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFields"];
            };
        };
        responses: {
            /** @description Look inside the database of an instance */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such instance */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-state`, `operation-in-progress`, `server-not-reachable`, `no-service-login` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    provisionInstance: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same call under the same key has one effect within a day; a replay says `Idempotency-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ProvisionRequest"];
            };
        };
        responses: {
            /** @description Make the database of an instance */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such instance */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-state`, `operation-in-progress`, `server-not-reachable`, `server-cordoned`, `no-template`, `template-not-ready`, `no-service-login` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    purgeInstance: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same call under the same key has one effect within a day; a replay says `Idempotency-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PurgeRequest"];
            };
        };
        responses: {
            /** @description Drop the database of a terminated instance now */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such instance */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-state`, `operation-in-progress`, `server-not-reachable`, `nothing-to-purge`, `no-service-login` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `confirm` is not its name */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeInstance: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same call under the same key has one effect within a day; a replay says `Idempotency-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Resumption"];
            };
        };
        responses: {
            /** @description Resume a suspended or expired instance */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such instance */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-state`, `operation-in-progress`, `server-not-reachable`, `no-service-login`, `still-expired` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setInstanceServiceLogin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServiceLogin"];
            };
        };
        responses: {
            /** @description Give Amiral a login in the database of an instance */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such instance */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `login-refused`, `login-not-admin`, `wrong-state`, `operation-in-progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server was not reached */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server did not answer in time */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    suspendInstance: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same call under the same key has one effect within a day; a replay says `Idempotency-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Suspension"];
            };
        };
        responses: {
            /** @description Suspend an instance */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such instance */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-state`, `operation-in-progress`, `server-not-reachable`, `no-service-login` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    terminateInstance: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same call under the same key has one effect within a day; a replay says `Idempotency-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Termination"];
            };
        };
        responses: {
            /** @description Terminate an instance */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Instance"];
                };
            };
            /** @description Terminate an instance */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such instance */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-state`, `operation-in-progress`, `server-not-reachable`; with `drop`: `no-backup-storage`, `no-service-login` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMaintenanceWindows: {
        parameters: {
            query?: {
                page?: number;
                perPage?: number;
                /** @description text to search for */
                q?: string;
                /** @description comma-separated, a minus for descending: name, createdAt, updatedAt */
                sort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the maintenance windows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceWindowPage"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createMaintenanceWindow: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMaintenanceWindow"];
            };
        };
        responses: {
            /** @description Plan a maintenance window */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceWindow"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMaintenanceCalendar: {
        parameters: {
            query: {
                from: string;
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description When maintenance windows are on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceCalendar"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMaintenanceWindow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show one maintenance window */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceWindow"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such maintenance window */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMaintenanceWindow: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag you have seen; 412 when it is stale */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a maintenance window */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such maintenance window */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateMaintenanceWindow: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag you have seen; 412 when it is stale */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["MaintenanceWindowEdit"];
            };
        };
        responses: {
            /** @description Change a maintenance window */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceWindow"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such maintenance window */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOperations: {
        parameters: {
            query?: {
                page?: number;
                perPage?: number;
                /** @description text to search for */
                q?: string;
                /** @description comma-separated, a minus for descending: createdAt */
                sort?: string;
                kind?: ("provision" | "publish" | "publish-copy" | "suspend" | "resume" | "terminate" | "purge" | "claim" | "inspect" | "service-login" | "backup" | "restore" | "restore-test" | "migrate" | "rehearse" | "drain" | "evacuate" | "promote" | "rebalance" | "bulk") | ("provision" | "publish" | "publish-copy" | "suspend" | "resume" | "terminate" | "purge" | "claim" | "inspect" | "service-login" | "backup" | "restore" | "restore-test" | "migrate" | "rehearse" | "drain" | "evacuate" | "promote" | "rebalance" | "bulk")[];
                state?: ("queued" | "running" | "succeeded" | "failed" | "compensating" | "compensated" | "needs-operator" | "cancelled") | ("queued" | "running" | "succeeded" | "failed" | "compensating" | "compensated" | "needs-operator" | "cancelled")[];
                subjectType?: string | string[];
                subjectId?: string | string[];
                parentId?: string | string[];
                requestedBy?: string | string[];
                /** @description asked for at this time or later */
                from?: string;
                /** @description asked for before this time */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List operations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationPage"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOperationPause: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read the stop switch */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationPauses"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseOperations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperationPauseRequest"];
            };
        };
        responses: {
            /** @description Pause operations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationPauses"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOperationReconciliation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Compare what Amiral knows with what servers have */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reconciliation"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unpauseOperations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OperationUnpauseRequest"];
            };
        };
        responses: {
            /** @description Let operations go on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationPauses"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-reconciled`: Amiral was restored, and nobody has read the reconciliation yet */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show one operation with its steps */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such operation */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cancel an operation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such operation */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-state`, `past-point-of-no-return` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolveOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperationResolution"];
            };
        };
        responses: {
            /** @description Say what became of a call */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such operation */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-state` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Try a failed operation again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such operation */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-retryable`, `operation-in-progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revealOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show the first password once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevealedLogin"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else asked for it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `nothing-to-reveal` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already-revealed` */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOverview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The fleet at a glance */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPlans: {
        parameters: {
            query?: {
                page?: number;
                perPage?: number;
                /** @description text to search for */
                q?: string;
                /** @description comma-separated, a minus for descending: name, code, userLimit, storageLimitGb, priceMonthly, priceYearly, currency, trialDays, sequence, createdAt, updatedAt */
                sort?: string;
                archived?: ("true" | "false") | ("true" | "false")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the plans */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanPage"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPlan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPlan"];
            };
        };
        responses: {
            /** @description Add a plan */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `code-taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show one plan */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such plan */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePlan: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag you have seen; 412 when it is stale */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a plan */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such plan */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `plan-in-use` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updatePlan: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag you have seen; 412 when it is stale */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PlanEdit"];
            };
        };
        responses: {
            /** @description Change a plan */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such plan */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `code-taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPrometheusTargets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The servers as targets of Prometheus */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrometheusTargets"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listServers: {
        parameters: {
            query?: {
                page?: number;
                perPage?: number;
                /** @description text to search for */
                q?: string;
                /** @description comma-separated, a minus for descending: name, code, serverUrl, sequence, state, healthStatus, isOnline, lastCheckAt, responseTimeMs, odooVersion, instanceCount, maxInstances, availableCapacity, cordoned, createdAt, updatedAt */
                sort?: string;
                state?: ("draft" | "active" | "maintenance" | "offline" | "disabled") | ("draft" | "active" | "maintenance" | "offline" | "disabled")[];
                healthStatus?: ("healthy" | "warning" | "critical" | "unknown") | ("healthy" | "warning" | "critical" | "unknown")[];
                isOnline?: ("true" | "false") | ("true" | "false")[];
                archived?: ("true" | "false") | ("true" | "false")[];
                cordoned?: ("true" | "false") | ("true" | "false")[];
                minAvailableCapacity?: number;
                maxAvailableCapacity?: number;
                label?: string | string[];
                /** @description only rows after this id, by id: reads a whole list, each row once; begins with all zeros */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the servers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerPage"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createServer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewServer"];
            };
        };
        responses: {
            /** @description Enter a server */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Server"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `code-taken`, `server-url-taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAvailableServer: {
        parameters: {
            query?: {
                minCapacityPercent?: number;
                /** @description only servers where this template is ready */
                templateId?: string;
                /** @description true: with `rejected`, how many others were refused and why */
                explain?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The best server for a new instance */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AvailableServer"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-available-server`, with `rejected`: how many servers were refused for which reason */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getServer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show one server */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Server"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such server */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteServer: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag you have seen; 412 when it is stale */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a server */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such server */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `server-has-instances` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateServer: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag you have seen; 412 when it is stale */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ServerEdit"];
            };
        };
        responses: {
            /** @description Change a server */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Server"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such server */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `code-taken`, `server-url-taken`, `below-instance-count`, `server-in-service` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    activateServer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFields"];
            };
        };
        responses: {
            /** @description Put a server into service */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivatedServer"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such server */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-state`, `connection-failed` with the reason, `changed-meanwhile` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    adoptServerDatabases: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Adoptions"];
            };
        };
        responses: {
            /** @description Record many databases that are already on a server */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Adopted"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such server */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkServerHealth: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFields"];
            };
        };
        responses: {
            /** @description Probe a server now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Server"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such server */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cordonServer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description Take no new instance on a server */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Server"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such server */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listServerDatabases: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the databases of a server */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerDatabases"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such server */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `list-db-off`, `database-down` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not reached */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No answer in time */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deactivateServer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFields"];
            };
        };
        responses: {
            /** @description Take a server out of service */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Server"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such server */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-state`, `server-has-instances` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    examineServer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Look for what endangers a server */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Diagnosis"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such server */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listServerEvents: {
        parameters: {
            query?: {
                page?: number;
                perPage?: number;
                /** @description text to search for */
                q?: string;
                /** @description comma-separated, a minus for descending: at */
                sort?: string;
                action?: string | string[];
                actorId?: string | string[];
                /** @description at this time or later */
                from?: string;
                /** @description before this time */
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read the journal of a server */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such server */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getServerHistory: {
        parameters: {
            query?: {
                /** @description a day before `to` when it is not given */
                from?: string;
                /** @description now when it is not given */
                to?: string;
                /** @description seconds a point: 300, 3600, 86400; so that there are at most 500 when it is not given */
                step?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What probes of a server found, over time */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerHistory"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such server */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More than 2,000 points, or `from` is not before `to` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listServerInstances: {
        parameters: {
            query?: {
                page?: number;
                perPage?: number;
                /** @description text to search for */
                q?: string;
                /** @description comma-separated, a minus for descending: name, customerName, customerEmail, databaseName, subdomain, domain, state, odooVersion, createdAt, activatedAt, expiresAt */
                sort?: string;
                state?: ("draft" | "provisioning" | "active" | "suspended" | "expired" | "terminated" | "failed") | ("draft" | "provisioning" | "active" | "suspended" | "expired" | "terminated" | "failed")[];
                templateId?: string | string[];
                planId?: string | string[];
                /** @description more users or storage than its plan has, as last seen */
                overLimit?: ("true" | "false") | ("true" | "false")[];
                /** @description only rows after this id, by id: reads a whole list, each row once; begins with all zeros */
                after?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the instances of a server */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstancePage"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such server */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    maintainServer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["MaintenanceRequest"];
            };
        };
        responses: {
            /** @description Begin a maintenance */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Server"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such server */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-state` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reorderServer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReorderRequest"];
            };
        };
        responses: {
            /** @description Put a server right before or after another one */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Server"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such server */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testServerConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFields"];
            };
        };
        responses: {
            /** @description Test the connection to a server */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionReport"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such server */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uncordonServer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description Take new instances on a server again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Server"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such server */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getServerUptime: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How much of the time a server was up */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerUptime"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such server */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSilences: {
        parameters: {
            query?: {
                page?: number;
                perPage?: number;
                /** @description text to search for */
                q?: string;
                /** @description comma-separated, a minus for descending: startsAt, endsAt, createdAt */
                sort?: string;
                state?: ("planned" | "active" | "over") | ("planned" | "active" | "over")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the silences */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SilencePage"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSilence: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSilence"];
            };
        };
        responses: {
            /** @description Silence alerts for a while */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Silence"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expireSilence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoFields"];
            };
        };
        responses: {
            /** @description End a silence now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Silence"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such silence */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `silence-over` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    followChanges: {
        parameters: {
            query?: {
                /** @description comma-separated ids of up to 200 servers whose every probe is told, as `probe` events */
                watch?: string;
            };
            header?: {
                /** @description the id of the last event that was seen */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What changes, as it changes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-streams`: the caller follows 50 times already */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTemplates: {
        parameters: {
            query?: {
                page?: number;
                perPage?: number;
                /** @description text to search for */
                q?: string;
                /** @description comma-separated, a minus for descending: name, code, templateDb, templateVersion, odooVersion, isReady, createdAt, updatedAt */
                sort?: string;
                archived?: ("true" | "false") | ("true" | "false")[];
                isReady?: ("true" | "false") | ("true" | "false")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the templates */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplatePage"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTemplate"];
            };
        };
        responses: {
            /** @description Add a template */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `code-taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show one template */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such template */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag you have seen; 412 when it is stale */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a template */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such template */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `template-in-use` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag you have seen; 412 when it is stale */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TemplateEdit"];
            };
        };
        responses: {
            /** @description Change a template */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such template */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `code-taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same call under the same key has one effect within a day; a replay says `Idempotency-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PublishRequest"];
            };
        };
        responses: {
            /** @description Put a template onto servers */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such template */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-source-server`, `no-service-login`, `template-archived`, `server-not-reachable`, `operation-in-progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setTemplateLogin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateLogin"];
            };
        };
        responses: {
            /** @description Give Amiral a login in a template */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such template */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `login-refused`, `login-not-admin`, `template-nowhere`, `no-such-database`, `changed-meanwhile` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server was not reached */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server did not answer in time */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                page?: number;
                perPage?: number;
                /** @description text to search for */
                q?: string;
                /** @description comma-separated, a minus for descending: email, name, role, createdAt */
                sort?: string;
                role?: ("user" | "manager" | "admin") | ("user" | "manager" | "admin")[];
                disabled?: ("true" | "false") | ("true" | "false")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the staff */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description Add a user */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `email-taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show one user */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a user */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `last-admin`, `own-account` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UserEdit"];
            };
        };
        responses: {
            /** @description Change a user */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The id is malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `last-admin`, `email-taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; see `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Is the process alive */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Can it serve: needs the database, and room on its disk */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            /** @description The database does not answer (`database-unavailable`), or its disk is full (`storage-full`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus' text format */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getServerMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus' text format */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not logged in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused for your role, before any query */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
