namespace SessionLogging.Aws.Calls;

/// <summary>One call of this module, as the handlers in the SDK's pipeline see it: what they count, and how long they wait.</summary>
/// <remarks>Handlers are registered for every client of the SDK in the process; what others call is none of theirs.</remarks>
internal sealed class CallScope
{
    private static readonly AsyncLocal<CallScope?> Running = new();

    private int _sends;
    private int _throttled;
    private int _redirects;

    private CallScope(TimeSpan limit) => Limit = limit;

    /// <summary>The call on this flow of control, or <see langword="null"/> where it is none of this module's.</summary>
    internal static CallScope? Current => Running.Value;

    /// <summary>How long an answer, and each next byte of it, may take.</summary>
    internal TimeSpan Limit { get; }

    /// <summary>Whether the service has answered the request that was sent last.</summary>
    internal bool IsAnswered { get; set; }

    /// <summary>How often the request was sent.</summary>
    internal int Sends => Volatile.Read(ref _sends);

    /// <summary>How many of the sends were throttled.</summary>
    internal int Throttled => Volatile.Read(ref _throttled);

    /// <summary>When the service answered, by its own clock, in whole seconds; <see langword="null"/> where it did not say.</summary>
    internal DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Begins a call on this flow of control.</summary>
    internal static CallScope Begin() => Running.Value = new CallScope(TimeLimit.Read());

    /// <summary>Takes the <c>Date</c> of an answer.</summary>
    internal void Date(string? date) =>
        AnsweredAt = DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    internal void CountSend() => Interlocked.Increment(ref _sends);

    internal void CountThrottled() => Interlocked.Increment(ref _throttled);

    /// <summary>Counts a redirect and gives how many there were.</summary>
    internal int CountRedirect() => Interlocked.Increment(ref _redirects);
}

/// <summary>Counts how often the request of a call was sent, inside the SDK's retries, and keeps the date of its answer.</summary>
internal sealed class AttemptCounter : PipelineHandler
{
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var call = CallScope.Current;
        call?.CountSend();
        try
        {
            var answer = await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
            call?.Date(executionContext.ResponseContext.HttpResponse?.GetHeaderValue("Date"));
            return answer;
        }
        catch (AmazonServiceException failure) when (AwsErrors.IsThrottling(failure))
        {
            call?.CountThrottled();
            throw;
        }
    }
}
