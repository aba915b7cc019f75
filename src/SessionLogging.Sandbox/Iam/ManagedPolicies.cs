using SessionLogging.Sandbox.Policies;

namespace SessionLogging.Sandbox.Iam;

/// <summary>Policies that AWS manages.</summary>
public static class ManagedPolicies
{
    /// <summary>Everything on everything.</summary>
    public static IdentityPolicy Administrator { get; } = new(
        "AdministratorAccess", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""")
    {
        IsManaged = true,
    };

    /// <summary>What a node needs for Systems Manager; nothing for the logs of sessions.</summary>
    public static IdentityPolicy ManagedInstanceCore { get; } = new(
        "AmazonSSMManagedInstanceCore",
        """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": [
                "ssm:DescribeAssociation", "ssm:GetDeployablePatchSnapshotForInstance", "ssm:GetDocument", "ssm:DescribeDocument", "ssm:GetManifest",
                "ssm:GetParameter", "ssm:GetParameters", "ssm:ListAssociations", "ssm:ListInstanceAssociations", "ssm:PutInventory", "ssm:PutComplianceItems",
                "ssm:PutConfigurePackageResult", "ssm:UpdateAssociationStatus", "ssm:UpdateInstanceAssociationStatus", "ssm:UpdateInstanceInformation"
              ],
              "Resource": "*"
            },
            {
              "Effect": "Allow",
              "Action": [ "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel" ],
              "Resource": "*"
            },
            {
              "Effect": "Allow",
              "Action": [
                "ec2messages:AcknowledgeMessage", "ec2messages:DeleteMessage", "ec2messages:FailMessage", "ec2messages:GetEndpoint", "ec2messages:GetMessages",
                "ec2messages:SendReply"
              ],
              "Resource": "*"
            }
          ]
        }
        """)
    {
        IsManaged = true,
    };
}
