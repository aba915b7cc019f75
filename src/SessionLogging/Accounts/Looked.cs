namespace SessionLogging.Accounts;

/// <summary>What came of looking at a thing. Denied and a look that failed are never taken for missing.</summary>
public enum LookState
{
    /// <summary>It was seen; the facts are there.</summary>
    Known,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>The credentials may not look, so whether it is there is not known.</summary>
    Denied,
}

/// <summary>A thing that was looked at.</summary>
/// <typeparam name="T">The facts of such a thing.</typeparam>
public sealed class Looked<T>
    where T : class
{
    private readonly T? _facts;
    private readonly AwsCallException? _denial;

    internal Looked(LookState state, T? facts, AwsCallException? denial)
    {
        State = state;
        _facts = facts;
        _denial = denial;
    }

    /// <summary>What came of looking.</summary>
    public LookState State { get; }

    /// <summary>The facts.</summary>
    /// <exception cref="InvalidOperationException">The thing was not seen.</exception>
    public T Facts => _facts ?? throw new InvalidOperationException($"The thing is {State}.");

    /// <summary>The call that was denied; its <see cref="AwsCallException.Action"/> is the right that was missing.</summary>
    /// <exception cref="InvalidOperationException">Nothing was denied.</exception>
    public AwsCallException Denial => _denial ?? throw new InvalidOperationException($"The thing is {State}.");
}

/// <summary>The three outcomes of a look.</summary>
public static class Looked
{
    /// <summary>The thing was seen.</summary>
    public static Looked<T> Known<T>(T facts)
        where T : class => new(LookState.Known, facts, null);

    /// <summary>The thing was not there.</summary>
    public static Looked<T> Missing<T>()
        where T : class => new(LookState.Missing, null, null);

    /// <summary>Looking was denied.</summary>
    public static Looked<T> Denied<T>(AwsCallException denial)
        where T : class => new(LookState.Denied, null, denial);
}
