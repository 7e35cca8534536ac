"""A sweep as it runs: work, pools, parts, and the folder that holds them."""
