IF DB_ID(N'vouchers') IS NULL
    CREATE DATABASE vouchers COLLATE Latin1_General_100_CI_AS_SC_UTF8;
GO
-- Readers see the last committed rows and never wait for the writer.
ALTER DATABASE vouchers SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
GO
-- The audit of the books reads one state while others write.
ALTER DATABASE vouchers SET ALLOW_SNAPSHOT_ISOLATION ON;
GO
-- An answered redemption survives a power cut.
ALTER DATABASE vouchers SET DELAYED_DURABILITY = DISABLED;
GO
