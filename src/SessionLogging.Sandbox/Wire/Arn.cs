using System.Diagnostics.CodeAnalysis;

namespace SessionLogging.Sandbox.Wire;

/// <summary>An ARN in its parts; an IAM one has no Region, one of AWS's own things no account.</summary>
internal sealed record Arn(string Service, string Region, string Account, string Resource)
{
    public static bool TryParse(string text, [NotNullWhen(true)] out Arn? arn)
    {
        arn = text.Split(':', 6) is ["arn", "aws", { Length: > 0 } service, var region, var account, { Length: > 0 } resource]
            ? new Arn(service, region, account, resource)
            : null;
        return arn is not null;
    }

    public override string ToString() => $"arn:aws:{Service}:{Region}:{Account}:{Resource}";
}
