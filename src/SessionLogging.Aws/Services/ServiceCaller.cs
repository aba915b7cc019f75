using System.Xml.Linq;

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

    /// <summary>Makes one call to a service of the protocol AWS JSON 1.1 and reads the answer.</summary>
    /// <exception cref="AwsCallException">The call failed.</exception>
    internal Task<T> CallAsync<T>(string operation, Action<Utf8JsonWriter> writeMembers, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        CallAsync(new JsonRequest(operation, writeMembers), answer => read(answer.Root), cancellationToken);

    /// <summary>Makes one call to a JSON service.</summary>
    /// <exception cref="AwsCallException">The call failed.</exception>
    internal Task<JsonAnswer> CallAsync(JsonRequest request, CancellationToken cancellationToken) =>
        CallAsync(request, static answer => answer, cancellationToken);

    /// <summary>Makes one call to a JSON service and reads the answer.</summary>
    /// <exception cref="AwsCallException">The call failed.</exception>
    internal Task<T> CallAsync<T>(JsonRequest request, Func<JsonAnswer, T> read, CancellationToken cancellationToken) =>
        caller.CallAsync(ServiceId, request.Operation, ct => _client.Value.CallAsync(request, ct), read, cancellationToken);

    /// <summary>Every page of a list of a service of the protocol AWS JSON 1.1.</summary>
    /// <param name="operation">The API's name of the operation.</param>
    /// <param name="writeMembers">Writes the request's members but for the token.</param>
    /// <param name="list">The answer's member that holds the items.</param>
    /// <param name="map">Reads an item.</param>
    /// <param name="tokenMember">What the token is called, in request and answer.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="AwsCallException">A call failed, or the list has no end.</exception>
    internal IAsyncEnumerable<IReadOnlyList<T>> PagesAsync<T>(
        string operation, Action<Utf8JsonWriter> writeMembers, string list, Func<JsonElement, T> map, string tokenMember, CancellationToken cancellationToken) => PagesAsync(
        token => new JsonRequest(operation, json =>
        {
            writeMembers(json);
            if (token is not null)
            {
                json.WriteString(tokenMember, token);
            }
        }),
        list,
        map,
        tokenMember,
        cancellationToken);

    /// <summary>Every page of a list of a JSON service.</summary>
    /// <param name="request">The request for the page of a token; of <see langword="null"/> for the first.</param>
    /// <param name="list">The answer's member that holds the items.</param>
    /// <param name="map">Reads an item.</param>
    /// <param name="tokenMember">The answer's member that holds the token.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="AwsCallException">A call failed, or the list has no end.</exception>
    internal IAsyncEnumerable<IReadOnlyList<T>> PagesAsync<T>(
        Func<string?, JsonRequest> request, string list, Func<JsonElement, T> map, string tokenMember, CancellationToken cancellationToken) => Paging.ReadAsync(
        ServiceId,
        request(null).Operation,
        (token, ct) => CallAsync(
            request(token), answer => new Page<T>([.. answer.Root.Items(list).Select(map)], answer.Root.Text(tokenMember)), ct),
        cancellationToken);

    /// <summary>Makes one call to a service of the query protocol.</summary>
    /// <exception cref="AwsCallException">The call failed.</exception>
    internal Task<XmlAnswer> QueryAsync(string operation, IReadOnlyList<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken) =>
        QueryAsync(operation, parameters, static answer => answer, cancellationToken);

    /// <summary>Makes one call to a service of the query protocol and reads the answer.</summary>
    /// <exception cref="AwsCallException">The call failed.</exception>
    internal Task<T> QueryAsync<T>(
        string operation, IReadOnlyList<KeyValuePair<string, string>> parameters, Func<XmlAnswer, T> read, CancellationToken cancellationToken) =>
        caller.CallAsync(ServiceId, operation, ct => _client.Value.QueryAsync(operation, parameters, ct), read, cancellationToken);

    /// <summary>Every page of a list of a service of the query protocol.</summary>
    /// <param name="operation">The API's name of the operation.</param>
    /// <param name="parameters">The request's members but for the token.</param>
    /// <param name="list">The result's element that holds the items.</param>
    /// <param name="map">Reads an item.</param>
    /// <param name="tokenMember">What the token is called, in request and answer.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="AwsCallException">A call failed, or the list has no end.</exception>
    internal IAsyncEnumerable<IReadOnlyList<T>> QueryPagesAsync<T>(
        string operation,
        IReadOnlyList<KeyValuePair<string, string>> parameters,
        string list,
        Func<XElement, T> map,
        string tokenMember,
        CancellationToken cancellationToken) => Paging.ReadAsync(
        ServiceId,
        operation,
        (token, ct) => QueryAsync(
            operation,
            token is null ? parameters : [.. parameters, new KeyValuePair<string, string>(tokenMember, token)],
            answer => new Page<T>([.. (answer.Result.Child(list)?.Elements() ?? []).Select(map)], answer.Result.Text(tokenMember)),
            ct),
        cancellationToken);

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }
}
