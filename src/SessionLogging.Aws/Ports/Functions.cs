using System.Text.Json;
using SessionLogging.Accounts;
using SessionLogging.Aws.Services;

namespace SessionLogging.Aws.Ports;

/// <summary>Functions on Lambda's API.</summary>
internal sealed class Functions(ServiceCaller lambda) : IFunctions
{
    private const string PolicyPath = "/2015-03-31/functions/{FunctionName}/policy";

    // arn:PARTITION:lambda:REGION:ACCOUNT:function:NAME, then perhaps :QUALIFIER.
    private const int PartsWithoutQualifier = 7;

    /// <inheritdoc/>
    public async Task<string?> GetPolicyAsync(string functionArn, CancellationToken cancellationToken)
    {
        try
        {
            return await lambda.CallAsync(Request("GetPolicy", "GET", PolicyPath, functionArn), static answer => answer.Root.Text("Policy"), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (AwsCallException failure) when (failure.Code == "ResourceNotFoundException")
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task AddPermissionAsync(string functionArn, string statementId, string principal, string sourceArn, CancellationToken cancellationToken) => lambda.CallAsync(
        Request("AddPermission", "POST", PolicyPath, functionArn, writeMembers: json =>
        {
            json.WriteString("StatementId", statementId);
            json.WriteString("Action", "lambda:InvokeFunction");
            json.WriteString("Principal", principal);
            json.WriteString("SourceArn", sourceArn);
        }),
        cancellationToken);

    /// <inheritdoc/>
    public Task RemovePermissionAsync(string functionArn, string statementId, CancellationToken cancellationToken) => lambda.CallAsync(
        Request("RemovePermission", "DELETE", PolicyPath + "/{StatementId}", functionArn, pathValue: new("StatementId", statementId)), cancellationToken);

    /// <inheritdoc/>
    public Task TryInvokeAsync(string functionArn, CancellationToken cancellationToken) => lambda.CallAsync(
        Request("Invoke", "POST", "/2015-03-31/functions/{FunctionName}/invocations", functionArn, header: new("X-Amz-Invocation-Type", "DryRun")),
        cancellationToken);

    private static JsonRequest Request(
        string operation,
        string method,
        string path,
        string functionArn,
        KeyValuePair<string, string>? pathValue = null,
        KeyValuePair<string, string>? header = null,
        Action<Utf8JsonWriter>? writeMembers = null)
    {
        var (name, qualifier) = Split(functionArn);
        return new JsonRequest(operation)
        {
            Method = method,
            Path = path,
            PathValues = [new("FunctionName", name), .. pathValue is { } value ? [value] : Array.Empty<KeyValuePair<string, string>>()],
            Query = [new("Qualifier", qualifier)],
            Headers = header is { } own ? [own] : [],
            WriteMembers = writeMembers,
        };
    }

    private static (string Name, string? Qualifier) Split(string functionArn)
    {
        var parts = functionArn.Split(':');
        return parts.Length > PartsWithoutQualifier
            ? (string.Join(":", parts.Take(PartsWithoutQualifier)), parts[PartsWithoutQualifier])
            : (functionArn, null);
    }
}
