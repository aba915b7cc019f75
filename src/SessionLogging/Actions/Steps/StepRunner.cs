using SessionLogging.Preferences.Editing;

namespace SessionLogging.Actions.Steps;

/// <summary>Makes changes one after another, or none: what was made before a failure is taken back in the reverse order.</summary>
/// <remarks>
/// A request may have had its effect although the call failed. One without an answer is looked for, and goes on where it stands; of any other
/// that failed nothing is assumed, and it is taken back with the rest. Taking back ends at the first step that resists: the later steps stand
/// on the earlier ones, and what is left can then still be found and removed from the rule.
/// </remarks>
internal sealed class StepRunner(string actionName, string ambition, TimeProvider time)
{
    private static readonly TimeSpan UndoAfterCancel = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestUndo = TimeSpan.FromSeconds(30);

    /// <summary>Makes the changes.</summary>
    /// <exception cref="SessionActionException">A step failed; the message says what was taken back and what remained.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped it, and everything was taken back.</exception>
    internal async Task RunAsync(IReadOnlyList<ActionStep> steps, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        using var finishing = new CancellationGrace(() => UndoTime(time.GetElapsedTime(start)), time, cancellationToken);
        var begun = new Stack<ActionStep>();
        try
        {
            foreach (var step in steps)
            {
                cancellationToken.ThrowIfCancellationRequested();
                begun.Push(step);
                await DoAsync(step, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (SessionLoggingException failure)
        {
            throw Failure(failure, await UndoAsync(begun, finishing.Token).ConfigureAwait(false));
        }
        catch (Exception interruption)
        {
            var (remains, obstacle) = await UndoAsync(begun, finishing.Token).ConfigureAwait(false);
            if (remains.Count == 0)
            {
                throw;
            }

            throw interruption is OperationCanceledException
                ? Incomplete("The command was stopped.", FailureCategory.Timeout, remains, obstacle)
                : Incomplete(interruption.Message, FailureCategory.InvalidData, remains, obstacle);
        }
    }

    // What took long to make on this link takes as long to take back, the step under way included.
    private static TimeSpan UndoTime(TimeSpan making) => TimeSpan.FromTicks(Math.Min(UndoAfterCancel.Ticks + (making.Ticks * 3 / 2), LongestUndo.Ticks));

    private static async Task DoAsync(ActionStep step, CancellationToken cancellationToken)
    {
        try
        {
            await step.DoAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AwsCallException unanswered) when (unanswered.MayHaveHappened)
        {
            if (!await IsDoneAsync(step, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }
    }

    private static async Task<bool> IsDoneAsync(ActionStep step, CancellationToken cancellationToken)
    {
        try
        {
            return await step.IsDoneAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SessionLoggingException)
        {
            return false;
        }
    }

    private static async Task<(IReadOnlyList<string> Remains, SessionLoggingException? Obstacle)> UndoAsync(
        Stack<ActionStep> begun, CancellationToken cancellationToken)
    {
        SessionLoggingException? obstacle = null;
        while (begun.Count > 0)
        {
            try
            {
                await begun.Peek().UndoAsync(cancellationToken).ConfigureAwait(false);
                begun.Pop();
            }
            catch (SessionLoggingException failure)
            {
                obstacle = failure;
                break;
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        return ([.. begun.Reverse().Select(step => step.Remainder)], obstacle);
    }

    private SessionActionException Failure(SessionLoggingException failure, (IReadOnlyList<string> Remains, SessionLoggingException? Obstacle) undo)
    {
        if (undo.Remains.Count > 0)
        {
            return Incomplete(failure.Message, failure.Category, undo.Remains, undo.Obstacle ?? failure);
        }

        return new SessionActionException(
            failure.ErrorId,
            failure.Category,
            actionName,
            $"{ambition} failed, and everything stands as before. {failure.Message}",
            failure.RecommendedAction ?? "Run the command again.",
            failure);
    }

    private SessionActionException Incomplete(
        string what, FailureCategory category, IReadOnlyList<string> remains, SessionLoggingException? obstacle) => new(
        "ActionIncomplete",
        category,
        actionName,
        $"{ambition} failed, and could not be taken back as a whole. {what} What remains, or may remain: {string.Join("; ", remains)}."
            + (obstacle is null || obstacle.Message == what ? "" : $" Taking back ended with: {obstacle.Message}"),
        "Run the command again: it finds what stands there. Or unregister the action.",
        obstacle)
    {
        Remains = remains,
    };
}

/// <summary>One change on the way to an action, which can be looked for and taken back.</summary>
internal sealed record ActionStep
{
    /// <summary>What stays behind where it cannot be taken back.</summary>
    internal required string Remainder { get; init; }

    /// <summary>Makes the change.</summary>
    internal required Func<CancellationToken, Task> DoAsync { get; init; }

    /// <summary>Whether the change stands.</summary>
    internal required Func<CancellationToken, Task<bool>> IsDoneAsync { get; init; }

    /// <summary>Takes the change back; has no effect where it was never made.</summary>
    internal required Func<CancellationToken, Task> UndoAsync { get; init; }
}
