namespace SessionLogging.Sandbox.Deliveries;

/// <summary>A message on its way to a topic, a function, a pipeline or a Run Command document, and what became of it.</summary>
public sealed record Delivery
{
    /// <summary>When, by the sandbox's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The account that it came from.</summary>
    public required string Account { get; init; }

    /// <summary>The Region that it came from.</summary>
    public required string Region { get; init; }

    /// <summary>The ARN of the rule whose target it was for; <see langword="null"/>: somebody called the target himself.</summary>
    public string? Rule { get; init; }

    /// <summary>The id of the rule's target.</summary>
    public string? TargetId { get; init; }

    /// <summary>The ARN of where it went.</summary>
    public required string Target { get; init; }

    /// <summary>The IAM action by which it gets there, for example <c>sns:Publish</c> or <c>ssm:SendCommand</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The ARN of the role that the action was taken with, or of the caller who took it himself.</summary>
    public string? As { get; init; }

    /// <summary>The subject that a caller gave a topic's message.</summary>
    public string? Subject { get; init; }

    /// <summary>What arrived, or would have: a topic's message, a function's payload, the request of a pipeline's or command's start.</summary>
    public required string Message { get; init; }

    /// <summary>Why it did not arrive; <see langword="null"/>: it did.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether it arrived.</summary>
    public bool Delivered => Problem is null;
}

/// <summary>What was delivered, or was not. Also <c>/_sandbox/deliveries</c>.</summary>
public sealed class DeliveryJournal
{
    private ImmutableList<Delivery> _deliveries = [];

    internal DeliveryJournal()
    {
    }

    /// <summary>Every delivery since the start or the last <see cref="Clear"/>, oldest first.</summary>
    public IReadOnlyList<Delivery> All => _deliveries;

    /// <summary>Forgets every delivery.</summary>
    public void Clear() => _deliveries = [];

    internal void Add(Delivery delivery) => ImmutableInterlocked.Update(ref _deliveries, static (known, added) => known.Add(added), delivery);
}

/// <summary>What deliveries add to the whole sandbox.</summary>
public static class DeliveriesCloud
{
    extension(Cloud cloud)
    {
        /// <summary>What was delivered, or was not.</summary>
        public DeliveryJournal Deliveries => cloud.Of(static () => new DeliveryJournal());
    }
}
