using SessionLogging.Actions.Json;

namespace SessionLogging.Actions.Policies;

/// <summary>The right of a rule to invoke a function, or exactly its alias or version.</summary>
internal sealed class FunctionPermission(IFunctions functions, string functionArn, string ruleArn) : ITargetPermission
{
    private readonly string _id = OwnershipMark.Of(ruleArn);

    public string Description => $"the statement '{_id}' in the policy of the function {functionArn}";

    public async Task<bool> IsGrantedAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken).ConfigureAwait(false) is { } statement
        && statement.Text("Effect") == "Allow"
        && statement.Member("Principal")?.Texts("Service").Contains(PolicyGrant.EventBridge) == true
        && statement.Member("Condition")?.GetRawText().Contains($"\"{ruleArn}\"") == true;

    public async Task<bool> IsThereAsync(CancellationToken cancellationToken) => await FindAsync(cancellationToken).ConfigureAwait(false) is not null;

    public async Task GrantAsync(CancellationToken cancellationToken)
    {
        if (await IsGrantedAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        // Lambda changes no statement: one that says something else has to go first.
        await RevokeAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await functions.AddPermissionAsync(functionArn, _id, PolicyGrant.EventBridge, ruleArn, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsCallException conflict) when (conflict.Kind is AwsCallFailure.Conflict)
        {
            // Sent twice, of which the first had its effect.
            if (!await IsGrantedAsync(cancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }
    }

    public async Task RevokeAsync(CancellationToken cancellationToken)
    {
        if (!await IsThereAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            await functions.RemovePermissionAsync(functionArn, _id, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsCallException gone) when (gone.Kind is AwsCallFailure.NotFound)
        {
            // Sent twice, of which the first had its effect.
        }
    }

    private async Task<JsonElement?> FindAsync(CancellationToken cancellationToken)
    {
        var policy = JsonReading.Parse(await functions.GetPolicyAsync(functionArn, cancellationToken).ConfigureAwait(false));
        return policy?.Member("Statement").OneOrMany().Where(statement => statement.Text("Sid") == _id).Select(statement => (JsonElement?)statement).FirstOrDefault();
    }
}
