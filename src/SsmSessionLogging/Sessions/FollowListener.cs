using SessionLogging.Logs;
using SessionLogging.Logs.Following;
using SsmSessionLogging.Pipelines;
using SsmSessionLogging.Views;

namespace SsmSessionLogging.Sessions;

/// <summary>Hands on what logs that are followed give as objects, errors, warnings and verbose lines.</summary>
internal sealed class FollowListener(CmdletPipeline pipeline, Action<SessionRecord, SessionLoggingException> tell) : ILogFollowListener
{
    public void OnLines(SessionRecord session, IReadOnlyList<SessionLogLine> lines) => pipeline.WriteEach(lines.Select(TableViews.OfLine));

    public void OnProblem(SessionRecord session, SessionLogFormatException problem) => pipeline.Error(ErrorRecords.From(problem, document: null));

    public void OnDelay(string region, int sessions, TimeSpan delay) => pipeline.Warning(
        FormattableString.Invariant($"{region}: {sessions:N0} sessions are more than CloudWatch Logs lets be asked for at once. New lines come up to {delay.TotalSeconds:0} seconds late."));

    public void OnTrouble(string region, AwsCallException failure) =>
        pipeline.Warning($"{region}: {failure.Message} It is tried again. {failure.RecommendedAction}");

    public void OnEnded(SessionRecord session, bool hadOutput) => pipeline.Verbose(
        hadOutput
            ? $"The session {session.SessionId} has ended, and nothing has come of it for a while. What its node did not upload is not here."
            : $"The session {session.SessionId} has ended, and nothing came of it: it had no output, or its log is not streamed.");

    public void OnFailure(SessionRecord session, SessionLoggingException failure) => tell(session, failure);
}
