using System.Text.Json;
using SessionLogging.Accounts;
using SessionLogging.Aws.Calls;

namespace SessionLogging.Aws.Services;

/// <summary>Makes a connection's calls to one service without a package of its own, by a client that is made at its first use.</summary>
internal sealed class ServiceCaller(ServiceDefinition service, Func<ServiceClient> make, AwsCaller caller) : IDisposable
{
    private readonly Lazy<ServiceClient> _client = new(make);

    /// <summary>The service's id, for example <c>CloudWatch Logs</c>.</summary>
    internal string ServiceId => service.ServiceId;

    /// <summary>Makes one call to a service of the protocol AWS JSON 1.1.</summary>
    /// <exception cref="AwsCallException">The call failed.</exception>
    internal Task<JsonAnswer> CallAsync(string operation, Action<Utf8JsonWriter> writeMembers, CancellationToken cancellationToken) =>
        CallAsync(new JsonRequest(operation, writeMembers), cancellationToken);

    /// <summary>Makes one call to a JSON service.</summary>
    /// <exception cref="AwsCallException">The call failed.</exception>
    internal Task<JsonAnswer> CallAsync(JsonRequest request, CancellationToken cancellationToken) =>
        caller.CallAsync(ServiceId, request.Operation, ct => _client.Value.CallAsync(request, ct), cancellationToken);

    /// <summary>Makes one call to a service of the query protocol.</summary>
    /// <exception cref="AwsCallException">The call failed.</exception>
    internal Task<XmlAnswer> QueryAsync(string operation, IReadOnlyList<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken) =>
        caller.CallAsync(ServiceId, operation, ct => _client.Value.QueryAsync(operation, parameters, ct), cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }
}
