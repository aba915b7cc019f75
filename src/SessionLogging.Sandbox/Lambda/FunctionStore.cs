using System.Collections.Immutable;
using SessionLogging.Sandbox.State;

namespace SessionLogging.Sandbox.Lambda;

/// <summary>The functions of an account in a Region.</summary>
public sealed class FunctionStore
{
    private readonly Lock _gate = new();
    private readonly RegionState _region;
    private ImmutableDictionary<string, LambdaFunction> _functions = ImmutableDictionary.Create<string, LambdaFunction>(StringComparer.Ordinal);

    internal FunctionStore(RegionState region) => _region = region;

    /// <summary>A function by name, or <see langword="null"/>.</summary>
    public LambdaFunction? Find(string name) => _functions.GetValueOrDefault(name);

    /// <summary>Arranges a function, or puts it in the place of the one of its name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="aliases">The aliases of its version 1.</param>
    public LambdaFunction Put(string name, params ReadOnlySpan<string> aliases)
    {
        var function = new LambdaFunction(name, _region.Arn("lambda", "function:" + name)) { Aliases = [.. aliases] };
        lock (_gate)
        {
            _functions = _functions.SetItem(name, function);
        }

        return function;
    }

    internal LambdaFunction? Find(FunctionName name)
        => (name.Account ?? _region.Account.Id) == _region.Account.Id && (name.Region ?? _region.Name) == _region.Name && Find(name.Name) is { } function && function.Has(name.Qualifier)
            ? function
            : null;

    internal void Change(string name, Func<LambdaFunction, LambdaFunction> change)
    {
        lock (_gate)
        {
            _functions = _functions.SetItem(name, change(_functions[name]));
        }
    }
}

/// <summary>What Lambda adds to an account's Region.</summary>
public static class LambdaRegion
{
    extension(RegionState region)
    {
        /// <summary>The functions of the account in this Region.</summary>
        public FunctionStore Functions => region.Of(() => new FunctionStore(region));
    }
}
