using System.Collections.Concurrent;

namespace SessionLogging.Aws.Connections;

/// <summary>One service's clients, one for each Region, made at their first use.</summary>
internal sealed class RegionalClients<T>(ClientSettings settings, Func<ClientSettings, T> make) : IDisposable
    where T : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<T>> _made = new(StringComparer.Ordinal);

    /// <summary>The connection's own Region.</summary>
    internal string Home => settings.Region.SystemName;

    /// <summary>The client of a Region.</summary>
    internal T In(string region) =>
        _made.GetOrAdd(region, name => new Lazy<T>(() => make(settings with { Region = Regions.Named(name) }))).Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in _made.Values.Where(client => client.IsValueCreated))
        {
            client.Value.Dispose();
        }
    }
}
