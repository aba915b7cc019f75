namespace SessionLogging.Accounts;

/// <summary>What came of looking at a thing. Denied and a look that failed are never taken for missing.</summary>
public enum LookupState
{
    /// <summary>It was seen; the facts are there.</summary>
    Known,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>The credentials may not look, so whether it is there is not known.</summary>
    Denied,

    /// <summary>The look failed in another way, so whether it is there is not known.</summary>
    Failed,

    /// <summary>No such thing can have this name, so nobody was asked.</summary>
    NotAName,

    /// <summary>Nobody looked, because that was not wanted or there is no account to look into.</summary>
    NotLooked,
}

/// <summary>A thing that was looked at.</summary>
/// <typeparam name="T">The facts of such a thing.</typeparam>
public sealed class LookupResult<T>
    where T : class
{
    private readonly T? _facts;
    private readonly AwsCallException? _failure;

    internal LookupResult(LookupState state, T? facts, AwsCallException? failure, string? region = null)
    {
        State = state;
        _facts = facts;
        _failure = failure;
        Region = region;
    }

    /// <summary>What came of looking.</summary>
    public LookupState State { get; }

    /// <summary>The Region that the thing lies in, where the look has shown it, also one that was denied.</summary>
    public string? Region { get; }

    /// <summary>The facts.</summary>
    /// <exception cref="InvalidOperationException">The thing was not seen.</exception>
    public T Facts => _facts ?? throw new InvalidOperationException($"The thing is {State}.");

    /// <summary>The call that was denied; its <see cref="AwsCallException.Action"/> is the right that was missing.</summary>
    /// <exception cref="InvalidOperationException">Nothing was denied.</exception>
    public AwsCallException Denial => State is LookupState.Denied ? _failure! : throw new InvalidOperationException($"The thing is {State}.");

    /// <summary>The call that failed, be it denied or not.</summary>
    /// <exception cref="InvalidOperationException">No call failed.</exception>
    public AwsCallException Failure => _failure ?? throw new InvalidOperationException($"The thing is {State}.");

    /// <summary>The same look at a thing that lies in a Region.</summary>
    public LookupResult<T> In(string region) => new(State, _facts, _failure, region);
}

/// <summary>The outcomes of a look.</summary>
public static class LookupResult
{
    /// <summary>The thing was seen.</summary>
    public static LookupResult<T> Known<T>(T facts)
        where T : class => new(LookupState.Known, facts, null);

    /// <summary>The thing was not there.</summary>
    public static LookupResult<T> Missing<T>()
        where T : class => new(LookupState.Missing, null, null);

    /// <summary>Looking was denied.</summary>
    public static LookupResult<T> Denied<T>(AwsCallException denial)
        where T : class => new(LookupState.Denied, null, denial);

    /// <summary>Looking failed otherwise than by being denied.</summary>
    public static LookupResult<T> Failed<T>(AwsCallException failure)
        where T : class => new(LookupState.Failed, null, failure);

    /// <summary>What came of a look, also where it failed: that ends no other.</summary>
    internal static async Task<LookupResult<T>> OrFailedAsync<T>(Task<LookupResult<T>> look)
        where T : class
    {
        try
        {
            return await look.ConfigureAwait(false);
        }
        catch (AwsCallException failure)
        {
            return failure.Kind is AwsCallFailure.Denied ? Denied<T>(failure) : Failed<T>(failure);
        }
    }

    /// <summary>Nobody looked.</summary>
    public static LookupResult<T> NotLooked<T>()
        where T : class => new(LookupState.NotLooked, null, null);

    /// <summary>The name is one that no such thing can have, and nobody was asked.</summary>
    public static LookupResult<T> NotAName<T>()
        where T : class => new(LookupState.NotAName, null, null);
}
