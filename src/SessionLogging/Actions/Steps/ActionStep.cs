namespace SessionLogging.Actions.Steps;

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
