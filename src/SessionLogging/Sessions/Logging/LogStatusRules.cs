namespace SessionLogging.Sessions.Logging;

/// <summary>What is said of a session's log before anybody looks: the first rule that applies decides, for each destination by itself.</summary>
internal static class LogStatusRules
{
    private static readonly Rule[] Rules =
    [
        new(LogStatus.NotLoggable,
            it => it.Session.Status is "Failed",
            _ => "The session failed to start, so there is nothing to log."),
        new(LogStatus.NotLoggable,
            it => it.Situation.SessionType is KnownDocument.Port,
            _ => "Port forwarding and SSH sessions are never logged: Session Manager only is their tunnel."),
        new(LogStatus.Pending,
            it => it.IsNamedOnly && !it.HasEnded,
            it => $"The session runs. The service names {it.Where} as the place of its log."),
        new(LogStatus.Pending,
            it => it.IsNamedOnly && it.HasJustEnded,
            it => $"The session ended less than an hour ago, and its log may still come to {it.Where}, which the service names."),
        new(LogStatus.Expected,
            it => it.IsNamedOnly,
            it => $"The service names {it.Where} as the place of its log, which does not say that it is there. Nobody looked."),
        new(LogStatus.Unknown,
            it => it.Situation.LoggedBy is LoggedBy.EcsCluster,
            _ => "An ECS Exec session is logged by its cluster's executeCommandConfiguration, not by Session Manager's preferences."),
        new(LogStatus.Unknown,
            it => it.Situation.Doubt is not null,
            it => it.Situation.Doubt!),
        new(LogStatus.NotConfigured,
            it => it.Destinations.All(destination => destination.IsOff),
            it => $"The preferences that applied name no {it.Service.ContainerNoun}."),
        new(LogStatus.Unknown,
            it => it.Situation.Configurations.Count > 1,
            it => FormattableString.Invariant($"{it.Situation.Configurations.Count} configurations can have applied when the session started: ")
                + "the document was changed about then, or its default version is not its latest."),
        new(LogStatus.Unknown,
            it => it.Destination.Obstacle is not null,
            it => $"The document that applied does not tell where the log went. {it.Destination.Obstacle}"),
        new(LogStatus.Pending,
            it => !it.HasEnded,
            it => it.IsStreamed
                ? $"The session runs. Its output is streamed to {it.Where} about every second."
                : $"The session runs. Its log is uploaded to {it.Where} when it ends."),
        new(LogStatus.Pending,
            it => it.HasJustEnded,
            it => $"The session ended less than an hour ago, and its log may still come to {it.Where}."),
        new(LogStatus.Pending,
            it => it.WasJustGranted,
            it => $"The session was granted less than an hour ago, and Session Manager does not list it: its log may still come to {it.Where}."),
        new(LogStatus.Expected,
            it => it.Session.IsGrantedOnly,
            it => $"By the preferences that applied its log went to {it.Where}, if the session was connected. Nobody looked."),
        new(LogStatus.Expected,
            _ => true,
            it => it.IsStreamed
                ? $"By the preferences that applied it was streamed to {it.Where}, unless the session had no output. Nobody looked."
                : $"By the preferences that applied it was uploaded to {it.Where} when the session ended. Nobody looked."),
    ];

    internal static LogAssessment Judge(LogSituation situation) => new()
    {
        Session = situation.Session,
        SessionType = situation.SessionType,
        S3 = Judge(situation, LogService.S3),
        CloudWatch = Judge(situation, LogService.CloudWatch),
    };

    private static LogVerdict Judge(LogSituation situation, LogService service)
    {
        var it = new Case(situation, service);
        var rule = Array.Find(Rules, rule => rule.Applies(it))!;
        var words = rule.Words(it);
        return new LogVerdict(rule.Status, words)
        {
            UnknownReason = rule.Status is LogStatus.Unknown ? words : null,
            Place = rule.Status is LogStatus.Pending or LogStatus.Expected ? it.Place : null,
            Candidates = rule.Status is LogStatus.NotLoggable ? [] : [.. it.Candidates],
        };
    }

    private sealed record Rule(LogStatus Status, Func<Case, bool> Applies, Func<Case, string> Words);

    /// <summary>One session and one destination.</summary>
    private sealed class Case(LogSituation situation, LogService service)
    {
        internal LogSituation Situation => situation;

        internal LogService Service => service;

        internal Session Session => situation.Session;

        internal IReadOnlyList<LogDestination> Destinations { get; } = [.. situation.Configurations.Select(service.Of)];

        internal LogDestination Destination => Destinations[0];

        /// <summary>The place that the session names; it counts more than what documents tell, which may have changed.</summary>
        internal LogPlace? Named { get; } = service.NamedBy(situation.Session);

        internal LogPlace Place => Named ?? Configured!;

        /// <summary>Whether nothing but the session itself tells of the place.</summary>
        internal bool IsNamedOnly => Named is not null && Named != Configured;

        internal string Where => service.Describe(Place);

        // A command's output is uploaded as a whole, whatever the preferences say.
        internal bool IsStreamed =>
            Destination.IsStreamed && situation.SessionType is not (KnownDocument.InteractiveCommands or KnownDocument.NonInteractiveCommands);

        // Session Manager lists what runs.
        internal bool HasEnded => Session.EndDate is not null || Session.Status is "Terminated" || Session.IsGrantedOnly;

        internal bool WasJustGranted => Session is { IsGrantedOnly: true, StartDate: { } start } && Situation.Now - start < SessionRecord.UploadTime;

        internal bool HasJustEnded => Session.EndDate is { } end && Situation.Now - end < SessionRecord.UploadTime;

        internal IEnumerable<LogPlace> Candidates =>
            Destinations.Where(destination => destination.Container.Length > 0)
                .Select(destination => service.PlaceOf(destination, Session.SessionId))
                .Concat(Named is null ? [] : [Named])
                .Distinct();

        // The one place that the preferences tell, if they do.
        private LogPlace? Configured => situation is { Doubt: null, LoggedBy: not LoggedBy.EcsCluster } && Destinations is [{ IsOff: false, Obstacle: null } only]
            ? service.PlaceOf(only, Session.SessionId)
            : null;
    }
}
